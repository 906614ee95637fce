import { LatchkeyError } from "@latchkey/core";
import express, { type RequestHandler } from "express";

const parse = express.json({ limit: "16kb" });

/** Reads a JSON body of 16 KB at most. A form on another site's page could send any other content type: that is 415. */
export const jsonBody: RequestHandler = function readJson(req, res, next) {
  if (req.is("application/json")) return parse(req, res, next);
  next(new LatchkeyError("unsupported_media_type", "Send the body as Content-Type: application/json."));
};
