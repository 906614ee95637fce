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
  "type ChangeAction",
  "type ChangeRecord",
  "type DigestAlgorithm",
  "type DigestFactory",
  "type DigestMatch",
  "type DigestSubject",
  "type Pepper",
  "type Peppers",
  "type ApiKey",
  "KEY_LIMITS",
  "fieldPath",
  "foldName",
  "inTime",
  "allowanceLeft",
  "allowanceTaken",
  "windowSeconds",
  "normalAddress",
  "invalidFields",
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
  "type CreatedKey",
  "type CreateKey",
  "type Keyring",
  "type KeyPage",
  "type Lazy",
  "type ListKeys",
  "type Self",
  "type UpdateCondition",
  "type UpdateKey",
  "covers",
  "isPermission",
  "type Roles",
  "type Deadlines",
  "type Head",
  "type KeyScan",
  "type KeyStore",
  "type ScanRange",
  "type StoreTransaction",
  "type Principal",
  "type RefusalReason",
  "type RevokeOptions",
  "type Verdict",
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
