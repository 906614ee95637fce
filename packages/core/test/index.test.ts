import { readFileSync } from "node:fs";
import { join } from "node:path";

import * as bcrypt from "../src/bcrypt/index.js";
import * as core from "../src/index.js";
import * as testing from "../src/testing/index.js";

/** The names in an entry's export lists; types carry their word. */
function exportedBy(entry: string): string[] {
  const text = readFileSync(join(__dirname, "../src", entry), "utf8");
  return [...text.matchAll(/^export (type )?\{([^}]*)\} from/gm)].flatMap(([, type = "", names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "")
      .map((name) => (name.startsWith("type ") ? name : type + name)),
  );
}

function valuesOf(names: readonly string[]): string[] {
  return names.filter((name) => !name.startsWith("type ")).sort();
}

const CORE = [
  "LatchkeyError",
  "type ErrorCode",
  "type FieldError",
  "type LatchkeyErrorOptions",
  "checkOptionNames",
  "ConfigurationError",
  "fieldPath",
  "inTime",
  "invalidFields",
  "systemClock",
  "type Clock",
  "keyActor",
  "systemActor",
  "type Actor",
  "type Grant",
  "type KeyActor",
  "type Origin",
  "type Reach",
  "type SystemActor",
  "type UserActor",
  "CHANGE_ACTIONS",
  "type ChangeAction",
  "type ChangeRecord",
  "type ChainFault",
  "type ChainVerdict",
  "type Checkpoint",
  "type Change",
  "type ListChanges",
  "type ChangesApi",
  "type ChangePage",
  "type VerifyChainOptions",
  "type DigestAlgorithm",
  "type DigestFactory",
  "type DigestMatch",
  "type DigestSubject",
  "type Pepper",
  "type Peppers",
  "type SealingKey",
  "type ApiKey",
  "type Rotation",
  "KEY_LIMITS",
  "foldName",
  "type Environment",
  "type KeyRecord",
  "type KeyRef",
  "keyRules",
  "type Rule",
  "KEY_STATUSES",
  "type KeyStatus",
  "createKeyring",
  "type KeyringOptions",
  "KEY_SORTS",
  "type Lazy",
  "type CreatedKey",
  "type Keyring",
  "type NoOptions",
  "type PruneOptions",
  "type Pruned",
  "type PurgeOptions",
  "type Purged",
  "type RevokeOptions",
  "type RotateOptions",
  "type Self",
  "type UpdateCondition",
  "type KeyUsage",
  "type UsageOptions",
  "type CreateKey",
  "type ListKeys",
  "type UpdateKey",
  "type KeyPage",
  "allowanceLeft",
  "allowanceTaken",
  "windowSeconds",
  "type Allowance",
  "type Limiter",
  "type RateLimit",
  "memoryLimiter",
  "normalAddress",
  "type FindOwner",
  "type Owner",
  "type Catalogue",
  "type CatalogueEntry",
  "type PolicyOptions",
  "type ChangeHint",
  "type Push",
  "type RoleRecord",
  "type CreateRole",
  "type ListRoles",
  "type Role",
  "type RolePage",
  "type RolesApi",
  "type UpdateRole",
  "type ScopeEntry",
  "type Scopes",
  "type LastUse",
  "type UsageBatch",
  "type UsageHour",
  "type UsageQuery",
  "covers",
  "isPermission",
  "type Roles",
  "type Deadlines",
  "type ChangeScan",
  "type CountRange",
  "type Erasure",
  "type Head",
  "type KeyScan",
  "type KeyStore",
  "type RoleQuery",
  "type ScanRange",
  "type StoreTransaction",
  "type Survey",
  "type SurveyedColumn",
  "type Observation",
  "type Principal",
  "type LimitState",
  "type RefusalReason",
  "type Verdict",
  "type VerifyOrigin",
];
const BCRYPT = ["bcryptDigest", "type BcryptDigestOptions"];
const TESTING = [
  "fakeClock",
  "type FakeClock",
  "fakePrincipal",
  "type FakePrincipal",
  "memoryStore",
  "storeContract",
  "type StoreCase",
];

describe.each([
  ["@latchkey/core", "index.ts", core, CORE],
  ["@latchkey/core/bcrypt", "bcrypt/index.ts", bcrypt, BCRYPT],
  ["@latchkey/core/testing", "testing/index.ts", testing, TESTING],
])("%s", (_, entry, loaded, names) => {
  it("exports these names and no others", () => {
    expect(exportedBy(entry).sort()).toEqual([...names].sort());
    expect(Object.keys(loaded).sort()).toEqual(valuesOf(names));
  });
});
