import { foldName, type KeyRecord } from "../src/keys/key-record.js";

/** A record as a store might hold it: the active key of nobody, with the rights to nothing. */
export function sampleKey(fields: Partial<KeyRecord> = {}): KeyRecord {
  const number = fields.number ?? 1;
  const name = fields.name ?? `API key ${number}`;
  return {
    ...PLAIN,
    id: `id${String(number).padStart(14, "0")}`,
    number,
    name,
    nameLower: foldName(name),
    ...fields,
  };
}

const PLAIN = {
  prefix: "acme",
  env: "live",
  ownerId: null,
  orgId: null,
  projectId: null,
  role: null,
  permissions: [],
  inherits: false,
  enabled: true,
  notBefore: null,
  expiresAt: null,
  revokedAt: null,
  revokedReason: null,
  digest: "no digest",
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
} as const;
