import type { Roles } from "../permissions/roles.js";
import { checkedFields, type FieldChecks } from "./check-fields.js";
import { checkRole } from "./check-role.js";
import type { CreateKey } from "./create-input.js";
import { keyRules } from "./key-rules.js";
import { SHARED_FIELDS } from "./shared-fields.js";

/** What can be changed of a key; what is not named stays. */
export type UpdateKey = Omit<CreateKey, "orgId" | "projectId" | "ownerId"> & {
  /** false refuses the key until it is enabled again. */
  readonly enabled?: boolean | undefined;
};

/** An update that passed every check which needs neither actor nor store. */
export function checkedUpdate(input: unknown, roles: Roles): UpdateKey {
  const fields = checkedFields<UpdateKey>(input, UPDATE);
  checkRole(fields.role, roles);
  return fields;
}

const UPDATE: FieldChecks<keyof UpdateKey> = { ...SHARED_FIELDS, enabled: { rule: keyRules.enabled } };
