import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import { keyRules } from "../keys/key-rules.js";
import { anyString, oneOf, pageSize } from "../keys/list-input.js";
import { CHANGE_ACTIONS, type ChangeAction } from "./change-record.js";

export interface ListChanges {
  /** Changes of this key only. */
  readonly keyId?: string | undefined;
  readonly actorId?: string | undefined;
  readonly action?: ChangeAction | undefined;
  /** UTC milliseconds: `from <= at < to`. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** 1 to 200, default 50. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** A query that passed every check which needs neither actor nor store. */
export function checkedChangeQuery(query: unknown): ListChanges {
  return checkedFields<ListChanges>(query, QUERY);
}

const QUERY: FieldChecks<keyof ListChanges> = {
  keyId: { rule: keyRules.ownerId },
  actorId: { rule: actorId },
  action: { rule: oneOf(CHANGE_ACTIONS) },
  from: { rule: keyRules.time },
  to: { rule: keyRules.time },
  limit: { rule: pageSize },
  cursor: { rule: anyString },
};

/** Users and keys have ids, the system's actors names. */
function actorId(value: unknown): string | undefined {
  return keyRules.name(value) === undefined ? undefined : keyRules.ownerId(value);
}
