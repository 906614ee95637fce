import type { LastUse, UsageHour } from "@latchkey/core";

import { integer, nullable, text, type SqlValue } from "./column.js";
import { recordCodec } from "./record-codec.js";

const hours = recordCodec<UsageHour>({
  keyId: text(16),
  hour: integer,
  accepted: integer,
  refused: integer,
});

const uses = recordCodec<LastUse>({
  keyId: text(16),
  at: integer,
  address: nullable(text()),
  userAgent: nullable(text()),
  oldSecretAt: nullable(integer),
});

export const hourColumns: readonly string[] = hours.columns;
export const hourFromRow: (row: unknown) => UsageHour = hours.fromRow;
export const hourToRow: (hour: UsageHour) => Record<string, SqlValue> = hours.toRow;

export const useColumns: readonly string[] = uses.columns;
export const useFromRow: (row: unknown) => LastUse = uses.fromRow;
export const useToRow: (use: LastUse) => Record<string, SqlValue> = uses.toRow;
