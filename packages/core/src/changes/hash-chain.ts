import { hash as sha } from "node:crypto";

import type { Peppers } from "../digests/peppers.js";
import type { ChangeRecord } from "./change-record.js";

/** A change before it has its hash. */
export type UnchainedChange = Omit<ChangeRecord, "hash">;

const PURPOSE = "latchkey change chain";

/**
 * The hash that chains a change to the one before it: `v<pepper version>$<HMAC>`, under a key derived from the
 * newest pepper. Whoever can write to the database but has no pepper cannot make one. Without peppers it is
 * `v0$<SHA-256>`, which finds accidents only.
 */
export function chainHash(peppers: Peppers, change: UnchainedChange): string {
  const version = peppers.newest ?? 0;
  return `v${version}$${digestUnder(peppers, version, change)?.toString("base64url")}`;
}

/**
 * Whether a change carries the hash of exactly its own contents; false as well when its pepper is not configured. With
 * peppers a hash without one holds only where the chain may still be from before them.
 */
export function chainHashHolds(peppers: Peppers, change: ChangeRecord, beforePeppers = false): boolean {
  const version = Number(/^v(\d{1,10})\$/.exec(change.hash)?.[1] ?? Number.NaN);
  if (version === 0 && peppers.newest !== undefined && !beforePeppers) return false;
  const expected = digestUnder(peppers, version, change);
  return expected !== undefined && change.hash === `v${version}$${expected.toString("base64url")}`;
}

/** Whether this is a hash that anybody can make, from before there were peppers. */
export function isUnpeppered({ hash }: Pick<ChangeRecord, "hash">): boolean {
  return hash.startsWith("v0$");
}

function digestUnder(peppers: Peppers, version: number, change: UnchainedChange): Buffer | undefined {
  const text = canonicalText(change);
  return version === 0 ? sha("sha256", text, "buffer") : peppers.derivedHmac(version, PURPOSE, text);
}

/** JSON of the columns in a fixed order: unambiguous, whatever the values hold. */
function canonicalText(change: UnchainedChange): string {
  return JSON.stringify([
    change.seq,
    change.at,
    change.actorKind,
    change.actorId,
    change.actorName,
    change.action,
    change.target,
    change.ownerId,
    change.orgId,
    change.address,
    change.requestId,
    change.detail,
    change.previousHash,
    ...(change.projectId === null ? [] : [change.projectId]),
  ]);
}
