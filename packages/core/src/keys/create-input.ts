import { checkedFields, type FieldChecks } from "./check-fields.js";
import { invalidField } from "./field-errors.js";
import { keyRules } from "./key-rules.js";
import { SHARED_FIELDS } from "./shared-fields.js";

/** What a key is made of; what is not named of organization, project and owner comes from the actor. */
export interface CreateKey {
  /** 1 to 100 characters; default `API key <number>`. Need not be unique. */
  readonly name?: string | undefined;
  readonly orgId?: string | null | undefined;
  /** Needs an organization. */
  readonly projectId?: string | null | undefined;
  readonly ownerId?: string | null | undefined;
  /** The name of a built-in role. */
  readonly role?: string | null | undefined;
  /** Up to 100; `[]` grants nothing. */
  readonly permissions?: readonly string[] | null | undefined;
  /** UTC milliseconds; valid from then on. */
  readonly notBefore?: number | null | undefined;
  /** UTC milliseconds, in the future; not valid from then on. */
  readonly expiresAt?: number | null | undefined;
  /** JSON, up to 4 KB as text. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** Up to 20 of up to 40 characters. */
  readonly tags?: readonly string[] | undefined;
}

/** A create input that passed every check which needs neither actor nor store. */
export function checkedCreate(input: unknown, now: number): CreateKey {
  const fields = checkedFields<CreateKey>(input, CREATE);
  if (fields.expiresAt != null && fields.expiresAt <= now)
    throw invalidField(["expiresAt"], "must be in the future");
  return fields;
}

const CREATE: FieldChecks<keyof CreateKey> = {
  ...SHARED_FIELDS,
  orgId: { rule: keyRules.orgId, nullable: true },
  projectId: { rule: keyRules.projectId, nullable: true },
  ownerId: { rule: keyRules.ownerId, nullable: true },
};
