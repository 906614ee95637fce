import { keyRules } from "../keys/key-rules.js";
import { LatchkeyError } from "../latchkey-error.js";
import { isPermission } from "../permissions/permission.js";
import type { Actor, Grant } from "./actor.js";

/**
 * Refuses an actor whose shape is wrong, with `identity_unavailable`: an actor that cannot be read must never come
 * out as one that may do something.
 */
export function checkActor(actor: unknown): Actor {
  const fault = actorFault(actor);
  if (fault !== undefined)
    throw new LatchkeyError("identity_unavailable", `The actor is malformed: ${fault}.`);
  return actor as Actor;
}

function actorFault(actor: unknown): string | undefined {
  const { kind, id, name, keyId, grants, address, requestId } = (actor ?? {}) as Record<string, unknown>;
  const texts = Object.entries({ name, address, requestId });
  const wrong = texts.find(([, text]) => text !== undefined && typeof text !== "string");
  if (wrong !== undefined) return `${wrong[0]} must be a string`;
  switch (kind) {
    case "system":
      return at("name", keyRules.name(name));
    case "key":
      return typeof keyId === "string" ? undefined : "keyId must be a string";
    case "user":
      return at("id", keyRules.ownerId(id)) ?? grantsFault(grants);
    default:
      return 'kind must be "user", "key" or "system"';
  }
}

function grantsFault(grants: unknown): string | undefined {
  if (!Array.isArray(grants)) return "grants must be a list";
  const places = new Set<string>();
  for (const [index, grant] of grants.entries()) {
    const fault = at(`grants[${index}]`, grantFault(grant));
    if (fault !== undefined) return fault;
    const { org, project = null } = grant as Grant;
    places.add(JSON.stringify([org, project]));
  }
  return places.size === grants.length ? undefined : "grants must name each organization and project once";
}

function grantFault(grant: unknown): string | undefined {
  const { org, project, permissions, role, reach } = (grant ?? {}) as Record<string, unknown>;
  if (org !== null && org !== "*" && keyRules.orgId(org) !== undefined)
    return 'org must be an organization, null or "*"';
  if (project != null && (typeof org !== "string" || org === "*")) return "project needs an organization";
  if (project != null && keyRules.projectId(project) !== undefined) return "project must be a project's id";
  if (!Array.isArray(permissions) || !permissions.every(isPermission))
    return "permissions must be a list of permissions";
  if (role !== undefined && typeof role !== "string") return "role must be a role's name";
  return reach === "own" || reach === "all" ? undefined : 'reach must be "own" or "all"';
}

function at(path: string, fault: string | undefined): string | undefined {
  return fault === undefined ? undefined : `${path} ${fault}`;
}
