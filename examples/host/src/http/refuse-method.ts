import { LatchkeyError } from "@latchkey/core";
import type { RequestHandler } from "express";

/**
 * The last handler of a route, for `.all`: refuses the methods that the route does not have, `OPTIONS` included, with
 * `method_not_allowed` and an `Allow` that names those it has. `HEAD` comes with `GET`.
 */
export function refuseMethod(first: string, ...more: readonly string[]): RequestHandler {
  const methods = [first, ...more];
  const allow = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])).join(", ");
  const detail = `Use ${methods.join(" or ")} here.`;

  return function refuseOtherMethod(_req, res) {
    res.set("Allow", allow);
    throw new LatchkeyError("method_not_allowed", detail);
  };
}
