import { checkOptionNames, ConfigurationError } from "@latchkey/core";

import type { WireFormat } from "./wire-format.js";

const REQUIRED = ["readCreate", "readRef", "key", "list", "created", "deleted", "error"] as const;
const OPTIONAL = ["readUpdate", "readList", "updated"] as const;
const OTHERS = ["names", "pages", "showsToken", "revokedKeys"] as const;

type Checked = (typeof REQUIRED | typeof OPTIONAL | typeof OTHERS)[number];
/** A compile error here names a member that is not checked. */
const MEMBERS: readonly (keyof WireFormat extends Checked ? Checked : never)[] = [
  ...REQUIRED,
  ...OPTIONAL,
  ...OTHERS,
];

/** Checks the option `wire`; what is wrong throws here, not at the first request. */
export function checkWire(wire: unknown): WireFormat {
  checkOptionNames("wire", wire, MEMBERS);
  const format = wire as Partial<Record<Checked, unknown>>;
  for (const name of REQUIRED) requireFunction(name, format[name]);
  for (const name of OPTIONAL) if (format[name] !== undefined) requireFunction(name, format[name]);
  requireNames(format.names);
  requireWord("pages", format.pages, ["cursor", "all"]);
  requireWord("showsToken", format.showsToken, [true, false]);
  requireWord("revokedKeys", format.revokedKeys ?? "shown", ["shown", "gone"]);
  if (format.pages === "cursor" && format.readList === undefined) {
    throw new ConfigurationError(
      "wire.readList",
      'is missing, and nothing reads the cursor of a page; write it, or say pages: "all"',
    );
  }
  return wire as WireFormat;
}

function requireFunction(name: string, value: unknown): void {
  if (typeof value === "function") return;
  const remedy = "must be a function; { ...standardWire } has those that are not to differ";
  throw new ConfigurationError(`wire.${name}`, remedy);
}

function requireNames(names: unknown): void {
  if (names === undefined || isRecordOfText(names)) return;
  throw new ConfigurationError("wire.names", 'must have a name for each field, such as { orgId: "team" }');
}

function isRecordOfText(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === "string");
}

function requireWord(name: string, value: unknown, words: readonly unknown[]): void {
  if (words.includes(value)) return;
  throw new ConfigurationError(
    `wire.${name}`,
    `must be ${words.map((word) => JSON.stringify(word)).join(" or ")}`,
  );
}
