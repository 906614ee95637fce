import type { ApiKey } from "@latchkey/core";

import type { Facts, Table } from "./answer.js";
import { momentText } from "./moment-text.js";

/** A list of keys for people. */
export function keysTable(keys: readonly ApiKey[]): Table {
  return {
    head: ["No.", "Id", "Name", "Scope", "Owner", "May do", "Status", "Expires", "Last used"],
    rows: keys.map((key) => [
      String(key.number),
      key.id,
      key.name,
      scopeText(key),
      key.ownerId ?? "–",
      grantText(key),
      key.status,
      momentText(key.expiresAt),
      momentText(key.lastUsedAt),
    ]),
    empty: "No keys.",
  };
}

/** One key for people. */
export function keyFacts(key: ApiKey): Facts {
  const { rateLimit, rotation } = key;
  return {
    facts: [
      ["Key", `${key.number}, ${key.hint}`],
      ["Id", key.id],
      ["Name", key.name],
      ["Status", key.status],
      ["Scope", scopeText(key)],
      ["Owner", key.ownerId ?? "–"],
      ["May do", grantText(key)],
      ["Not before", momentText(key.notBefore)],
      ["Expires", momentText(key.expiresAt)],
      ["Last used", momentText(key.lastUsedAt)],
      ["Networks", key.allowedNetworks?.join(", ") ?? "any"],
      ["Rate limit", rateLimit === null ? "none" : `${rateLimit.requests} in ${rateLimit.seconds} s`],
      ["Tags", key.tags.join(", ") || "–"],
      ["Metadata", JSON.stringify(key.metadata)],
      ["Created", `${momentText(key.createdAt)} by ${key.createdBy}`],
      ["Revoked", momentText(key.revokedAt)],
      ["Old token", rotation === null ? "–" : `works until ${momentText(rotation.overlapEndsAt)}`],
    ],
  };
}

function scopeText({ orgId, projectId }: ApiKey): string {
  return [orgId, projectId].filter((id) => id !== null).join(" / ") || "–";
}

function grantText({ role, permissions, inherits }: ApiKey): string {
  if (inherits) return "what its owner may";
  return [...(role === null ? [] : [role]), ...(permissions ?? [])].join(" ") || "nothing";
}
