import type { Response } from "express";

import type { Answer } from "../routes/route.js";

/**
 * Writes an answer. Not through `res.json`, which would add an entity tag to lists and turn a GET with
 * `If-None-Match` into a 304: ours are for `If-Match` only.
 */
export function sendAnswer(res: Response, { status, body, headers = {} }: Answer): void {
  res.statusCode = status;
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  if (body === undefined) return void res.end();
  const bytes = Buffer.from(JSON.stringify(body));
  res.setHeader("Content-Type", "application/json; charset=utf-8");
  res.setHeader("Content-Length", bytes.length);
  res.end(bytes);
}
