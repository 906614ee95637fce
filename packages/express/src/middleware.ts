import type { IncomingMessage, ServerResponse } from "node:http";

/** A request of any version of Express; `principal` is on it. */
export type MiddlewareRequest = IncomingMessage & Express.Request;

/**
 * Middleware for any version of Express. It says nothing about a route's parameters, where Express's own
 * `RequestHandler` would make the types of `req.params` less exact in the handlers behind it.
 */
export type Middleware = (
  req: MiddlewareRequest,
  res: ServerResponse,
  next: (error?: unknown) => void,
) => void;
