import type { RoleRecord } from "@latchkey/core";

import { integer, json, nullable, text, type SqlValue } from "./column.js";
import { isTexts } from "./is-texts.js";
import { recordCodec } from "./record-codec.js";

const codec = recordCodec<RoleRecord>({
  id: text(16),
  orgId: nullable(text(128)),
  name: text(64),
  description: text(),
  permissions: json(isTexts),
  createdAt: integer,
  updatedAt: integer,
  version: integer,
});

export const roleColumns: readonly string[] = codec.columns;
export const roleFromRow: (row: unknown) => RoleRecord = codec.fromRow;
export const roleToRow: (role: RoleRecord) => Record<string, SqlValue> = codec.toRow;
