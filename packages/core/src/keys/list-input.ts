import { checkedFields, type FieldChecks } from "./check-fields.js";
import { invalidField } from "./field-errors.js";
import { KEY_LIMITS } from "./key-limits.js";
import { keyRules, type Rule } from "./key-rules.js";
import { KEY_STATUSES, type KeyStatus } from "./key-status.js";

export const KEY_SORTS = ["-created_at", "created_at", "name"] as const;

export interface ListKeys {
  /** 1 to 200, default 50. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before, with the same filter and sort. */
  readonly cursor?: string | undefined;
  readonly orgId?: string | undefined;
  readonly projectId?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly role?: string | undefined;
  /** Revoked keys are listed only when asked for. */
  readonly status?: KeyStatus | undefined;
  /** The beginning of a name, or exactly an id, a number or a hint. */
  readonly q?: string | undefined;
  readonly sort?: (typeof KEY_SORTS)[number] | undefined;
}

/** A query that passed every check which needs neither actor nor store. */
export function checkedList(query: unknown): ListKeys {
  const fields = checkedFields<ListKeys>(query, LIST);
  if (fields.projectId !== undefined && fields.orgId === undefined) {
    throw invalidField(["projectId"], "needs the organization it is in: name orgId as well");
  }
  return fields;
}

const LIST: FieldChecks<keyof ListKeys> = {
  limit: { rule: pageSize },
  cursor: { rule: anyString },
  orgId: { rule: keyRules.orgId },
  projectId: { rule: keyRules.projectId },
  ownerId: { rule: keyRules.ownerId },
  role: { rule: keyRules.role },
  status: { rule: oneOf(KEY_STATUSES) },
  q: { rule: keyRules.name },
  sort: { rule: oneOf(KEY_SORTS) },
};

export function pageSize(value: unknown): string | undefined {
  const right = Number.isInteger(value) && (value as number) >= 1 && (value as number) <= KEY_LIMITS.page;
  return right ? undefined : `must be a whole number from 1 to ${KEY_LIMITS.page}`;
}

export function anyString(value: unknown): string | undefined {
  return typeof value === "string" ? undefined : "must be a string";
}

/** A rule for one of a few words. */
export function oneOf(values: readonly string[]): Rule {
  return (value) => (values.includes(value as string) ? undefined : `must be one of ${values.join(", ")}`);
}
