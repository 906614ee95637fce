import type { ResolvedActor } from "../actors/resolve-actor.js";
import { foldName, type KeyRecord } from "../keys/key-record.js";
import { actorName } from "./actor-name.js";
import type { KeyDraft } from "./draft-key.js";

/** A new key as its maker answers for it, with what its row keeps of the token. */
export interface NewKey
  extends KeyDraft, Pick<KeyRecord, "id" | "prefix" | "digest" | "sealedToken">, Partial<OfImports> {}

type OfImports = Pick<KeyRecord, "lookup" | "enabled" | "createdAt">;

/** The record of a new key. */
export function newRecord(
  key: NewKey,
  number: number,
  { actor, now }: { readonly actor: ResolvedActor; readonly now: number },
): KeyRecord {
  const name = key.name ?? `API key ${number}`;
  return {
    ...UNUSED,
    createdAt: now,
    ...key,
    createdBy: actorName(actor),
    updatedAt: now,
    number,
    name,
    nameLower: foldName(name),
    version: 1,
  };
}

/** What no input sets, imports aside. */
const UNUSED = {
  enabled: true,
  revokedAt: null,
  revokedReason: null,
  previousDigest: null,
  previousExpiresAt: null,
  lookup: null,
} as const;
