import { checkedFields, type FieldChecks } from "../keys/check-fields.js";
import { checkedCreate, isCreateField, type CreateKey } from "../keys/create-input.js";
import { invalidField } from "../keys/field-errors.js";
import { keyRules, type Rule } from "../keys/key-rules.js";
import { LatchkeyError } from "../latchkey-error.js";

/** A key of another system: what `create` takes, and either its token or what that system kept of it. */
export interface ImportKey extends CreateKey {
  /** The name of one of the keyring's `foreign` kinds. */
  readonly foreign: string;
  /** The token, where the other system kept it as it is. */
  readonly token?: string | undefined;
  /** What the other system kept of the token: its kind's hash in hex, base64 or base64url, or a bcrypt hash. */
  readonly hash?: string | undefined;
  /** What is public of the token; needed beside `hash` where the kind is looked up by it. */
  readonly publicPart?: string | undefined;
  /** Default true. */
  readonly enabled?: boolean | undefined;
  /** UTC milliseconds, not in the future; default now. */
  readonly createdAt?: number | undefined;
}

/** The part of an input that only an import has. */
export type ForeignFields = Pick<
  ImportKey,
  "foreign" | "token" | "hash" | "publicPart" | "enabled" | "createdAt"
>;

/** An import input, taken apart into what every new key has and what only an imported one has. */
export interface ImportInput {
  readonly create: CreateKey;
  readonly foreign: ForeignFields;
}

/** Checks what needs neither actor nor store. No message holds the token or its hash. */
export function checkedImport(input: unknown): ImportInput {
  requireFields(input);
  const [foreign, create] = apart(input);
  const checked = checkedFields<ForeignFields>(foreign, FOREIGN);
  if (checked.foreign === undefined) throw invalidField(["foreign"], "must name one of the foreign kinds");
  if ((checked.token === undefined) === (checked.hash === undefined))
    throw invalidField(["token"], "must be given, or a hash of it, and not both");
  return { create: checkedCreate(create), foreign: checked };
}

/** A file without a line of column names has tokens in their place: an unknown name is not repeated. */
function requireFields(input: unknown): void {
  if (typeof input !== "object" || input === null) return;
  const isKnown = (name: string) => Object.hasOwn(FOREIGN, name) || isCreateField(name);
  if (Object.keys(input).every(isKnown)) return;
  throw new LatchkeyError("unknown_field", "The input has a field that no imported key has.");
}

/** What is not an object is refused by the check of what it creates. */
function apart(input: unknown): [foreign: object, create: unknown] {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return [{}, input];
  const all = Object.entries(input);
  const isForeign = ([field]: [string, unknown]) => Object.hasOwn(FOREIGN, field);
  return [
    Object.fromEntries(all.filter(isForeign)),
    Object.fromEntries(all.filter((entry) => !isForeign(entry))),
  ];
}

const VISIBLE_ASCII = /^[!-~]+$/;

function visible(what: string, longest: number): Rule {
  return (value) =>
    typeof value === "string" && value.length <= longest && VISIBLE_ASCII.test(value)
      ? undefined
      : `must be ${what} of 1 to ${longest} visible ASCII characters`;
}

const FOREIGN: FieldChecks<keyof ForeignFields> = {
  foreign: { rule: visible("a kind's name", 32) },
  token: { rule: visible("a token", 256) },
  hash: { rule: visible("a hash", 200) },
  publicPart: { rule: visible("a public part", 200) },
  enabled: { rule: keyRules.enabled },
  createdAt: { rule: keyRules.time },
};
