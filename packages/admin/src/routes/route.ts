import type { Actor, ErrorCode, Keyring } from "@latchkey/core";
import type * as z from "zod";

import type { HeaderName } from "../openapi/response-headers.js";
import type { WireAnswer } from "../wire/wire-format.js";

/** What every handler is given. */
export interface PublicCall {
  /** The request's path as the client sent it, without a slash at the end. */
  readonly path: string;
  /** Where the router is mounted, without a slash at the end. */
  readonly mount: string;
  readonly query: URLSearchParams;
}

/** What a handler is given once it is known who is asking. */
export interface Call extends PublicCall {
  readonly keyring: Keyring;
  readonly actor: Actor;
  /** The segment of the path where the route has `{id}`. */
  readonly id: string;
  /** What the body says, whatever that is; undefined where the route takes none. */
  readonly body: unknown;
  readonly ifMatch: string | undefined;
}

interface RouteBase {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** From the mount path on, as OpenAPI writes it: `/keys/{id}`. */
  readonly path: string;
  readonly operation: Operation;
}

/** A route for everybody, whoever is asking. */
export interface PublicRoute extends RouteBase {
  readonly permission: "public";
  readonly handle: (call: PublicCall) => WireAnswer;
}

/** A route for actors: with the permission that core asks for, or with none in particular. */
export interface ActorRoute extends RouteBase {
  readonly permission: ManagementPermission | "any-actor";
  readonly handle: (call: Call) => Promise<WireAnswer>;
}

/** What core asks for: a route declares it for people and for the document, and tests hold the two together. */
type ManagementPermission =
  | `api-keys:${"read" | "create" | "update" | "rotate" | "revoke" | "reveal" | "introspect"}`
  | `api-roles:${"read" | "write"}`
  | "api-changes:read";

/** One row of the table that requests are served from and the OpenAPI document is written from. */
export type Route = PublicRoute | ActorRoute;

/** What the document says of a route. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  /** What the segment `{id}` can be; where the path has one. */
  readonly id?: z.ZodType;
  /** The schemas that the handler's readers validate with. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  /** A request without a body is taken as `{}`. */
  readonly bodyOptional?: true;
  /** The body may come as a form as well, because a standard has it so; only where nothing is changed. */
  readonly form?: true;
  /** Headers that mean something here. */
  readonly headers?: z.ZodObject;
  readonly answer: {
    readonly status: 200 | 201 | 204 | "2XX";
    readonly description: string;
    readonly schema?: z.ZodType;
    readonly headers?: readonly HeaderName[];
  };
  /** Codes of its own, besides those that follow from method, permission and path. */
  readonly problems?: readonly ErrorCode[];
  /** Refusals are in a format of the application's own, and not problem documents. */
  readonly ownRefusals?: true;
}
