import type { ApiKeyPrincipal, Principal } from "../verdicts/principal.js";

/** `own`: keys of the actor's own owner id; `all`: every key the grant's scope covers. */
export type Reach = "own" | "all";

/** What an actor may do within one organization or project. */
export interface Grant {
  /** An organization, `null` for the keys without one, `"*"` for all. */
  readonly org: string | null;
  /** Narrows the grant to one project of `org`. */
  readonly project?: string | null;
  readonly permissions: readonly string[];
  /** A built-in role whose permissions count as well. */
  readonly role?: string;
  readonly reach: Reach;
}

/** Where a management call came from, for its record. */
export interface Origin {
  readonly address?: string | undefined;
  readonly requestId?: string | undefined;
}

/** A person, as the application knows them; `grants` hold at most one per (org, project). */
export interface UserActor extends Origin {
  readonly kind: "user";
  readonly id: string;
  readonly name?: string;
  readonly grants: readonly Grant[];
}

/** A key acting for itself: its rights are read from its row at each call, and again under the lock of a write. */
export interface KeyActor extends Origin {
  readonly kind: "key";
  readonly keyId: string;
}

/** The application itself: scripts and start-up code. It holds everything and never comes from a request. */
export interface SystemActor extends Origin {
  readonly kind: "system";
  readonly name: string;
}

/** Who performs a management operation. */
export type Actor = UserActor | KeyActor | SystemActor;

/**
 * The actor for whom a request was verified: of an API key that key itself; of an identity server's token a user with
 * one grant, of the token's organization, project and permissions, that reaches the user's own keys.
 *
 * @example
 * adminRouter(keyring, { actor: (req) => (req.principal ? keyActor(req.principal) : null) });
 */
export function keyActor(principal: Pick<ApiKeyPrincipal, "keyId">, origin?: Origin): KeyActor;
export function keyActor(principal: Principal, origin?: Origin): KeyActor | UserActor;
export function keyActor(
  principal: Principal | Pick<ApiKeyPrincipal, "keyId">,
  origin: Origin = {},
): KeyActor | UserActor {
  const { address, requestId } = origin;
  if (!("kind" in principal) || principal.kind === "api-key")
    return { kind: "key", keyId: principal.keyId, address, requestId };
  const { ownerId, orgId, projectId, permissions, name } = principal;
  const grant: Grant = { org: orgId, project: projectId, permissions, reach: "own" };
  return { kind: "user", id: ownerId, ...(name !== null && { name }), grants: [grant], address, requestId };
}

/** The actor for scripts and start-up code; `name` is what the record shows, such as `"first-start"`. */
export function systemActor(name: string): SystemActor {
  return { kind: "system", name };
}
