import { createHmac, createSecretKey } from "node:crypto";

import type { KeyRecord } from "@latchkey/core";

import { checksumOf } from "../subjects/unknown-token.ts";

/** Keys that are made when they are asked for, so that a million of them need no database. */
export interface MadeKeys {
  tokenOf(index: number): string;
  /** Undefined for an id that is none of theirs. */
  recordOf(id: string): KeyRecord | undefined;
  idOf(index: number): string;
}

const ID = 16;
const SECRET = 43;
const DAY_MS = 86_400_000;
const ORGANIZATIONS = 1_000;

/** With digests as a keyring with this pepper makes them. */
export function madeKeys({ prefix, pepper }: { prefix: string; pepper: string }): MadeKeys {
  const key = createSecretKey(Buffer.from(pepper));
  const now = Date.now();

  const idOf = (index: number) => `K${String(index).padStart(ID - 1, "0")}`;

  function tokenOf(index: number): string {
    const id = idOf(index);
    const body = `${prefix}_live_${id}_${id.repeat(3).slice(0, SECRET)}`;
    return body + checksumOf(body);
  }

  function recordOf(id: string): KeyRecord | undefined {
    const index = Number(id.slice(1));
    if (idOf(index) !== id) return undefined;
    const mac = createHmac("sha256", key).update(tokenOf(index)).digest("base64url");
    return asRead({ id, index, prefix, digest: `hmac-sha256$v1$${mac}`, now: now + index });
  }

  return { tokenOf, recordOf, idOf };
}

interface Row {
  readonly id: string;
  readonly index: number;
  readonly prefix: string;
  readonly digest: string;
  readonly now: number;
}

/** As a driver gives it: each text is one of its own, also where rows say the same. */
function asRead({ id, index, prefix, digest, now }: Row): KeyRecord {
  return {
    id: ownText(id),
    number: index + 1,
    prefix: ownText(prefix),
    env: "live",
    name: ownText(`Key ${index + 1} of the build server`),
    nameLower: ownText(`key ${index + 1} of the build server`),
    ownerId: null,
    orgId: ownText(`org-${index % ORGANIZATIONS}`),
    projectId: null,
    role: ownText("b:reader"),
    permissions: null,
    inherits: false,
    enabled: true,
    notBefore: null,
    expiresAt: now + DAY_MS,
    revokedAt: null,
    revokedReason: null,
    digest: ownText(digest),
    previousDigest: null,
    previousExpiresAt: null,
    lookup: null,
    sealedToken: null,
    allowedNetworks: null,
    rateLimit: null,
    metadata: {},
    tags: [],
    createdAt: now,
    createdBy: ownText("system:bench"),
    updatedAt: now,
    version: 1,
  };
}

/** Neither a part of another text nor several put together. */
function ownText(text: string): string {
  return Buffer.from(text, "latin1").toString("latin1");
}
