import type { ChangeRecord, KeyRecord, RoleRecord } from "@latchkey/core";

/** A key without anything special. */
export function sampleKey(number: number, fields: Partial<KeyRecord> = {}): KeyRecord {
  return {
    id: String(number).padStart(16, "0"),
    number,
    prefix: "acme",
    env: "live",
    name: `API key ${number}`,
    nameLower: `api key ${number}`,
    ownerId: null,
    orgId: null,
    projectId: null,
    role: null,
    permissions: ["bundles:read"],
    inherits: false,
    enabled: true,
    notBefore: null,
    expiresAt: null,
    revokedAt: null,
    revokedReason: null,
    digest: "sample",
    previousDigest: null,
    previousExpiresAt: null,
    lookup: null,
    sealedToken: null,
    allowedNetworks: null,
    rateLimit: null,
    metadata: {},
    tags: [],
    createdAt: 0,
    createdBy: "system:test",
    updatedAt: 0,
    version: 1,
    ...fields,
  };
}

/** A role without anything special. */
export function sampleRole(fields: Partial<RoleRecord> = {}): RoleRecord {
  return {
    id: "0".repeat(16),
    orgId: null,
    name: "reader",
    description: "",
    permissions: ["bundles:read"],
    createdAt: 0,
    updatedAt: 0,
    version: 1,
    ...fields,
  };
}

/** A change without anything special. */
export function sampleChange(seq: number, fields: Partial<ChangeRecord> = {}): ChangeRecord {
  return {
    seq,
    at: 0,
    actorKind: "system",
    actorId: "test",
    actorName: null,
    action: "key.created",
    target: String(seq).padStart(16, "0"),
    ownerId: null,
    orgId: null,
    projectId: null,
    address: null,
    requestId: null,
    detail: "{}",
    previousHash: "",
    hash: `hash-${seq}`,
    ...fields,
  };
}
