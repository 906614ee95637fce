import type { Head } from "@latchkey/core";

import { integer, text, type SqlValue } from "./column.js";
import { recordCodec } from "./record-codec.js";

const codec = recordCodec<Head>({ lastSeq: integer, lastHash: text(), lastNumber: integer });

/** The id of the table's one row. */
export const HEAD_ID = 1;

export const headColumns: readonly string[] = codec.columns;
export const headFromRow: (row: unknown) => Head = codec.fromRow;
export const headToRow: (head: Head) => Record<string, SqlValue> = codec.toRow;
