import type { ChangeRecord } from "./change-record.js";

/** A change as management methods return it; `detail` is read. */
export interface Change extends Omit<ChangeRecord, "detail"> {
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What people see of a change. A detail that was edited in the database into something else shows as empty. */
export function shownChange(record: ChangeRecord): Change {
  return { ...record, detail: parsedDetail(record) };
}

/** What a change says beyond its columns; empty for what the keyring cannot have written. */
export function parsedDetail({ detail }: Pick<ChangeRecord, "detail">): Change["detail"] {
  try {
    const parsed: unknown = JSON.parse(detail);
    return typeof parsed === "object" && parsed !== null ? (parsed as Change["detail"]) : {};
  } catch {
    return {};
  }
}
