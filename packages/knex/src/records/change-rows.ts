import type { ChangeRecord } from "@latchkey/core";

import { integer, nullable, text, word, type SqlValue } from "./column.js";
import { recordCodec } from "./record-codec.js";

const codec = recordCodec<ChangeRecord>({
  seq: integer,
  at: integer,
  actorKind: word("user", "key", "system"),
  actorId: text(128),
  actorName: nullable(text()),
  action: text<ChangeRecord["action"]>(64),
  target: text(128),
  ownerId: nullable(text(128)),
  orgId: nullable(text(128)),
  projectId: nullable(text(128)),
  address: nullable(text()),
  requestId: nullable(text()),
  detail: text(),
  previousHash: text(),
  hash: text(),
});

export const changeColumns: readonly string[] = codec.columns;
export const changeFromRow: (row: unknown) => ChangeRecord = codec.fromRow;
export const changeToRow: (change: ChangeRecord) => Record<string, SqlValue> = codec.toRow;
