import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import { throwFieldErrors } from "../keys/field-errors.js";
import { KEY_LIMITS } from "../keys/key-limits.js";
import { keyRules } from "../keys/key-rules.js";
import { anyString, pageSize } from "../keys/list-input.js";
import type { CreateRole, ListRoles, UpdateRole } from "./roles-api.js";

/** A create input that passed every check which needs neither actor nor store. */
export function checkedCreateRole(input: unknown): CreateRole {
  const fields = checkedFields<CreateRole>(input, CREATE);
  const missing = (["name", "permissions"] as const).filter((field) => fields[field] === undefined);
  throwFieldErrors(
    missing.map((field) => ({ path: [field], message: "must be given", code: "invalid_field" })),
  );
  return fields;
}

/** The same of an update. */
export function checkedUpdateRole(input: unknown): UpdateRole {
  return checkedFields<UpdateRole>(input, UPDATE);
}

/** The same of a list's query. */
export function checkedListRoles(query: unknown): ListRoles {
  return checkedFields<ListRoles>(query, LIST);
}

const UPDATE: FieldChecks<keyof UpdateRole> = {
  name: { rule: keyRules.role },
  description: { rule: keyRules.description },
  permissions: { rule: keyRules.permission, most: KEY_LIMITS.permissions },
};

const CREATE: FieldChecks<keyof CreateRole> = { ...UPDATE, orgId: { rule: keyRules.orgId, nullable: true } };

const LIST: FieldChecks<keyof ListRoles> = {
  orgId: { rule: keyRules.orgId },
  limit: { rule: pageSize },
  cursor: { rule: anyString },
};
