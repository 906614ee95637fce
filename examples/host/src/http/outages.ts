import { LatchkeyError } from "@latchkey/core";
import type { ErrorRequestHandler } from "express";

import { isOutage } from "../database/is-outage.js";

/** Makes a refusal, `store_unavailable`, of an error that says the database does not answer. The next handler answers it. */
export const outages: ErrorRequestHandler = function nameOutage(error: unknown, _req, _res, next) {
  if (!isOutage(error)) return next(error);
  next(new LatchkeyError("store_unavailable", "The database does not answer. Try again shortly."));
};
