import { checkedFields, type FieldChecks } from "./check-fields.js";
import type { CreateKey } from "./create-input.js";
import { keyRules } from "./key-rules.js";
import { SHARED_FIELDS } from "./shared-fields.js";

/** What can be changed of a key; what is not named stays. */
export type UpdateKey = Omit<CreateKey, "orgId" | "projectId" | "ownerId" | "env"> & {
  /** false refuses the key until it is enabled again. */
  readonly enabled?: boolean | undefined;
};

/** An update that passed every check which needs neither actor nor store. */
export function checkedUpdate(input: unknown): UpdateKey {
  return checkedFields<UpdateKey>(input, UPDATE);
}

const UPDATE: FieldChecks<keyof UpdateKey> = { ...SHARED_FIELDS, enabled: { rule: keyRules.enabled } };
