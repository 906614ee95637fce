import { LatchkeyError, type Actor } from "@latchkey/core";
import type { Request, RequestHandler, Response } from "express";

import type { ResolvedOptions } from "../admin-options.js";
import { findRoute, type Found } from "../routes/find-route.js";
import type { ActorRoute, PublicCall, Route } from "../routes/route.js";
import type { WireAnswer, WireFormat } from "../wire/wire-format.js";
import { actorReader } from "./actor-reader.js";
import { bodyType } from "./content-type.js";
import { refuseCrossSite } from "./cross-site.js";
import { handOn } from "./hand-on.js";
import { isWithoutBody, readBody } from "./read-body.js";
import { hasEmptySegment, queryOf, requestPath, withoutLastSlash } from "./request-path.js";
import { sendAnswer, setHeaders } from "./send-answer.js";
import { sendFault } from "./send-fault.js";

/**
 * Serves a table of routes on Express 4 and 5. The order is that of all management calls: method and path, cross-site,
 * actor, content type and JSON; what comes after needs the key, and core decides it. `wireAt` says how faults are spoken
 * of at a path below the mount path.
 */
export function serveRoutes(
  routes: readonly Route[],
  wireAt: (path: string) => WireFormat,
  options: ResolvedOptions,
): RequestHandler {
  const { keyring, trustedOrigins } = options;
  const readActor = actorReader(options.actorOf);

  async function answer(req: Request, res: Response): Promise<WireAnswer> {
    const { route, id } = requireRoute(routes, req, res);
    if (route.method !== "GET") refuseCrossSite(req, trustedOrigins);
    if (route.permission === "public") return route.handle(publicCall(req));
    const actor: Actor = await readActor(req);
    const body = await bodyOf(route, req, res);
    return route.handle({ ...publicCall(req), keyring, actor, id, body, ifMatch: req.get("if-match") });
  }

  return function latchkeyAdmin(req, res, next) {
    setHeaders(res, NO_STORE);
    const wire = wireAt(req.path);
    answer(req, res)
      .then((answered) => sendAnswer(res, answered, NO_STORE))
      .catch((fault: unknown) => sendFault(wire, { req, res, next }, fault))
      .catch((fault: unknown) => handOn(next, fault));
  };
}

const NO_STORE = { "Cache-Control": "no-store" };

function requireRoute(routes: readonly Route[], req: Request, res: Response) {
  const found: Found = hasEmptySegment(req) ? { kind: "none" } : findRoute(routes, req.method, req.path);
  switch (found.kind) {
    case "route":
      return found;
    case "none":
      throw new LatchkeyError("not_found", "There is nothing at this path.");
    case "other-method":
      res.setHeader("Allow", found.allow);
      throw new LatchkeyError("method_not_allowed", `This path takes ${found.allow}.`);
  }
}

async function bodyOf({ operation }: ActorRoute, req: Request, res: Response): Promise<unknown> {
  const { body, bodyOptional = false } = operation;
  if (body === undefined) return undefined;
  const nothing = bodyOptional && isWithoutBody(req);
  if (nothing && req.headers["content-type"] === undefined) return {};
  // What names its type must name the right one even without a body: a form of another site always does.
  const type = bodyType(req, operation);
  return nothing ? {} : readBody(req, res, type);
}

function publicCall(req: Request): PublicCall {
  const path = requestPath(req);
  const mount = path.slice(0, Math.max(0, path.length - withoutLastSlash(req.path).length));
  return { path, mount, query: queryOf(req) };
}
