import type { RateLimit } from "../limits/limiter.js";
import { checkedFields, type FieldChecks } from "./check-fields.js";
import type { Environment } from "./key-record.js";
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
  /** The name of a built-in role, or of a custom one of the key's organization. */
  readonly role?: string | null | undefined;
  /** Up to 100; `[]` grants nothing. */
  readonly permissions?: readonly string[] | null | undefined;
  /** Whether the key has its owner's permissions of the moment, in place of a role and permissions of its own. */
  readonly inherits?: boolean | undefined;
  /** UTC milliseconds; valid from then on. */
  readonly notBefore?: number | null | undefined;
  /** UTC milliseconds, in the future; not valid from then on. */
  readonly expiresAt?: number | null | undefined;
  /** Up to 50 CIDR blocks, IPv4 or IPv6, that requests must come from; null for anywhere. */
  readonly allowedNetworks?: readonly string[] | null | undefined;
  /** 1 to 1,000,000 requests in 1 to 86,400 seconds; null for any number. */
  readonly rateLimit?: RateLimit | null | undefined;
  /** JSON, up to 4 KB as text. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** Up to 20 of up to 40 characters. */
  readonly tags?: readonly string[] | undefined;
  /** Default: the first of the keyring's environments. */
  readonly env?: Environment | undefined;
}

/** Whether `create` has a field of this name. */
export function isCreateField(name: string): boolean {
  return Object.hasOwn(CREATE, name);
}

/** A create input that passed every check which needs neither actor nor store. */
export function checkedCreate(input: unknown): CreateKey {
  return checkedFields<CreateKey>(input, CREATE);
}

const CREATE: FieldChecks<keyof CreateKey> = {
  ...SHARED_FIELDS,
  orgId: { rule: keyRules.orgId, nullable: true },
  projectId: { rule: keyRules.projectId, nullable: true },
  ownerId: { rule: keyRules.ownerId, nullable: true },
  env: { rule: keyRules.env },
};
