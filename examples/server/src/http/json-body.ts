import { LatchkeyError } from "@latchkey/core";
import express, { type RequestHandler } from "express";

const JSON_TYPE = "application/json";
const parse = express.json({ limit: "16kb" });

/** Reads a JSON body. A form on another site's page could send any other content type, which is refused. */
export const jsonBody: RequestHandler = function readJson(req, res, next) {
  if (req.is(JSON_TYPE)) return parse(req, res, next);
  next(new LatchkeyError("unsupported_media_type", `Send JSON, with Content-Type: ${JSON_TYPE}.`));
};
