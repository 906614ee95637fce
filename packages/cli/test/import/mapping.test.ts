import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { CliError } from "../../src/cli-error.js";
import { readMapping } from "../../src/import/mapping.js";

describe("readMapping", () => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-cli-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("reads the command line; a field alone is a column of its name", () => {
    const options = { foreign: "old", map: ["token", "name=a=b"], set: ["org_id=acme"] };
    expect(readMapping(options, folder)).toEqual({
      foreign: "old",
      map: { token: "token", name: "a=b" },
      set: { org_id: "acme" },
    });
  });

  it("reads a file, over which goes the command line", () => {
    const mapping = { foreign: "old", map: { token: "key", name: "label" }, set: { enabled: true } };
    writeFileSync(join(folder, "map.json"), JSON.stringify(mapping));
    expect(readMapping({ mapping: "map.json", map: ["name=title"], foreign: "older" }, folder)).toEqual({
      foreign: "older",
      map: { token: "key", name: "title" },
      set: { enabled: true },
    });
  });

  it.each([
    ["no kind", { map: ["token"] }, "--foreign"],
    ["no token and no hash", { foreign: "old", map: ["name"] }, "--map token="],
    ["a field that keys have not", { foreign: "old", map: ["token", "colour=c"] }, "org_id"],
    ["a field of every object", { foreign: "old", map: ["token", "constructor=c"] }, "org_id"],
    ["a token for all rows", { foreign: "old", map: ["token"], set: ["token=abc"] }, "column that holds it"],
    ["a set without a value", { foreign: "old", map: ["token"], set: ["role"] }, "org_id=acme"],
    ["a file that is not there", { mapping: "none.json" }, "JSON"],
  ])("refuses %s, and says what would do", (_, options, remedy) => {
    expect(remedyOf(() => readMapping(options, folder))).toContain(remedy);
  });

  it.each(["[]", "{", '{"map":{"a":1}}', '{"maps":{}}', "null"])("refuses the file %s", (text) => {
    writeFileSync(join(folder, "wrong.json"), text);
    expect(() => readMapping({ mapping: "wrong.json" }, folder)).toThrow("no mapping");
  });
});

function remedyOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as CliError).remedy;
  }
  return "nothing was thrown";
}
