import type { KeyRecord } from "@latchkey/core";

import { flag, integer, json, nullable, text, word, type SqlValue } from "./column.js";
import { isTexts } from "./is-texts.js";
import { recordCodec } from "./record-codec.js";

const isObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Lengths are those of the columns, so that nothing is cut where a server is not strict about it. */
const codec = recordCodec<KeyRecord>({
  id: text(16),
  number: integer,
  prefix: text(),
  env: word("live", "test"),
  name: text(),
  nameLower: text(300),
  ownerId: nullable(text(128)),
  orgId: nullable(text(128)),
  projectId: nullable(text(128)),
  role: nullable(text(128)),
  permissions: nullable(json(isTexts)),
  inherits: flag,
  enabled: flag,
  notBefore: nullable(integer),
  expiresAt: nullable(integer),
  revokedAt: nullable(integer),
  revokedReason: nullable(text()),
  digest: text(),
  previousDigest: nullable(text()),
  previousExpiresAt: nullable(integer),
  lookup: nullable(text(300)),
  sealedToken: nullable(text()),
  allowedNetworks: nullable(json(isTexts)),
  rateLimit: nullable(json(isObject)),
  metadata: json(isObject),
  tags: json(isTexts),
  createdAt: integer,
  createdBy: text(),
  updatedAt: integer,
  version: integer,
});

export const keyColumns: readonly string[] = codec.columns;
export const keyFromRow: (row: unknown) => KeyRecord = codec.fromRow;
export const keyFromValues: (values: readonly unknown[]) => KeyRecord = codec.fromValues;

/** `live` leads the indexes, so that lists never walk past revoked keys. */
export function keyToRow(key: KeyRecord): Record<string, SqlValue> {
  return { ...codec.toRow(key), live: key.revokedAt === null };
}
