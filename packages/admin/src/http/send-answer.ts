import type { Response } from "express";

import type { WireAnswer } from "../wire/wire-format.js";

type Headers = Readonly<Record<string, string>>;

/**
 * Writes an answer as JSON; `ours` are headers that no answer can say otherwise. Not through `res.json`, which would add
 * an entity tag to lists and turn a GET with `If-None-Match` into a 304: ours are for `If-Match` only.
 */
export function sendAnswer(res: Response, { status, body, headers = {} }: WireAnswer, ours: Headers): void {
  // First, because it can fail, and then nothing of this answer may be in another one.
  const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  res.statusCode = status;
  if (bytes !== undefined) setHeaders(res, { "Content-Type": "application/json; charset=utf-8" });
  setHeaders(res, headers);
  setHeaders(res, ours);
  if (bytes !== undefined) setHeaders(res, { "Content-Length": String(bytes.length) });
  res.end(bytes);
}

export function setHeaders(res: Response, headers: Headers): void {
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
}
