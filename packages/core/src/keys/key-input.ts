import type { CreateKey, ListKeys, UpdateKey } from "../keyring/keyring.js";
import { KEY_SORTS } from "../keyring/keyring.js";
import { LatchkeyError } from "../latchkey-error.js";
import type { Roles } from "../permissions/roles.js";
import { checkFields, invalidField, type FieldChecks } from "./check-fields.js";
import { KEY_LIMITS } from "./key-limits.js";
import { keyRules, type Rule } from "./key-rules.js";
import { KEY_STATUSES } from "./key-status.js";

/** A create input that passed every check which needs neither actor nor store. */
export function checkedCreate(input: unknown, roles: Roles, now: number): CreateKey {
  checkFields(input, CREATE);
  const fields = input as CreateKey;
  checkRole(fields.role, roles);
  if (fields.expiresAt != null && fields.expiresAt <= now)
    throw invalidField(["expiresAt"], "must be in the future");
  return fields;
}

/** An update input likewise. */
export function checkedUpdate(input: unknown, roles: Roles): UpdateKey {
  checkFields(input, UPDATE);
  const fields = input as UpdateKey;
  checkRole(fields.role, roles);
  return fields;
}

/** A list query likewise. */
export function checkedList(query: unknown): ListKeys {
  checkFields(query, LIST);
  const fields = query as ListKeys;
  if (fields.projectId !== undefined && fields.orgId === undefined) {
    throw invalidField(["projectId"], "needs the organization it is in: name orgId as well");
  }
  return fields;
}

/** Whatever is true of a key's fields together, however they came about. */
export function checkTogether(key: {
  readonly role: string | null;
  readonly permissions: readonly string[] | null;
  readonly notBefore: number | null;
  readonly expiresAt: number | null;
}): void {
  if (key.role === null && key.permissions === null) {
    const message = "must be given, or a role: a key needs one of them";
    const errors = [{ path: ["permissions"], message, code: "grant_required" as const }];
    throw new LatchkeyError("grant_required", "A key needs a role or permissions; [] grants nothing.", {
      errors,
    });
  }
  if (key.notBefore !== null && key.expiresAt !== null && key.expiresAt <= key.notBefore) {
    throw invalidField(["expiresAt"], "must be later than notBefore");
  }
}

type Checks<Input> = FieldChecks<keyof Input & string>;

const UPDATE: Checks<UpdateKey> = {
  name: { rule: keyRules.name },
  enabled: { rule: keyRules.enabled },
  role: { rule: keyRules.role, nullable: true },
  permissions: { rule: keyRules.permission, nullable: true, most: KEY_LIMITS.permissions },
  notBefore: { rule: keyRules.time, nullable: true },
  expiresAt: { rule: keyRules.time, nullable: true },
  metadata: { rule: keyRules.metadata },
  tags: { rule: keyRules.tag, most: KEY_LIMITS.tags },
};

const { enabled: _updateOnly, ...SHARED } = UPDATE;

const CREATE: Checks<CreateKey> = {
  ...SHARED,
  orgId: { rule: keyRules.orgId, nullable: true },
  projectId: { rule: keyRules.projectId, nullable: true },
  ownerId: { rule: keyRules.ownerId, nullable: true },
};

const LIST: Checks<ListKeys> = {
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

function checkRole(role: string | null | undefined, roles: Roles): void {
  if (role == null || Object.hasOwn(roles, role)) return;
  throw invalidField(["role"], "must be the name of a role");
}

function pageSize(value: unknown): string | undefined {
  const right = Number.isInteger(value) && (value as number) >= 1 && (value as number) <= KEY_LIMITS.page;
  return right ? undefined : `must be a whole number from 1 to ${KEY_LIMITS.page}`;
}

function anyString(value: unknown): string | undefined {
  return typeof value === "string" ? undefined : "must be a string";
}

function oneOf(values: readonly string[]): Rule {
  return (value) => (values.includes(value as string) ? undefined : `must be one of ${values.join(", ")}`);
}
