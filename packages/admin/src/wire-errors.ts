import type { ErrorRequestHandler } from "express";

import { headersGiven } from "./http/headers-given.js";
import { parserRefusal } from "./http/parser-refusal.js";
import { isLatchkeyError, refusalOf } from "./http/refusal-of.js";
import { sendRefusal } from "./http/send-refusal.js";
import { checkWire } from "./wire/check-wire.js";
import type { WireFormat } from "./wire/wire-format.js";

/**
 * An error handler that answers refusals as a format has them: those of `authenticate` with `errors: "next"` and of the
 * guards behind it, what a keyring rejects with, and what clients send that a body parser or Express cannot read. Status,
 * `WWW-Authenticate` and `Retry-After` stay. Every other error goes on to the next handler.
 *
 * @example
 * app.use("/apikey", authenticate(keyring, { errors: "next" }), keysRouter(keyring, { actor, wire }));
 * app.use(wireErrors(wire));
 */
export function wireErrors(wire: WireFormat): ErrorRequestHandler {
  const format = checkWire(wire);

  return function latchkeyWireErrors(error: unknown, req, res, next) {
    const refusal = isLatchkeyError(error) ? refusalOf(error, format) : parserRefusal(error);
    if (refusal === undefined || res.headersSent) return next(error);
    sendRefusal(req, res, format, refusal, headersGiven(error));
  };
}
