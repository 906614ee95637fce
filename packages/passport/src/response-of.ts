import type { ServerResponse } from "node:http";

import type { MiddlewareRequest } from "@latchkey/express";

/** The answer to a request: passport gives strategies only the request, and Express links the two. */
export function responseOf(req: MiddlewareRequest): ServerResponse | undefined {
  return (req as { readonly res?: ServerResponse }).res;
}
