import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Command } from "../src/command.js";
import { COMMANDS } from "../src/commands/commands.js";
import { EXITS } from "../src/exits.js";
import { tooOldNode } from "../src/least-node.js";
import { VERSION } from "../src/version.js";
import { runIn } from "./support/run-in.js";

const ALL: readonly (readonly [words: string, command: Command])[] = COMMANDS.flatMap((entry) =>
  "commands" in entry
    ? entry.commands.map((command) => [`${entry.name} ${command.name}`, command] as const)
    : [[entry.name, entry] as const],
);

const manifest = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")) as {
  version: string;
  engines: { node: string };
};

describe("latchkey", () => {
  it("has every command that is promised", () => {
    expect(ALL.map(([words]) => words)).toEqual([
      "init",
      "doctor",
      "migrate status",
      "migrate up",
      ...["create", "list", "show", "disable", "enable", "rotate", "revoke", "purge"].map(
        (name) => `keys ${name}`,
      ),
      ...["list", "show", "create", "update", "delete"].map((name) => `roles ${name}`),
      "changes list",
      "changes verify",
      "prune",
      "token inspect",
      "import",
      "openapi",
    ]);
  });

  it.each(ALL)("%s is explained with examples of itself, and knows --json", async (words, { examples }) => {
    const { exit, out } = await runIn([...words.split(" "), "--help"]);
    expect(exit).toBe(0);
    expect(out).toContain("--json");
    expect(examples.length).toBeGreaterThan(0);
    for (const [line] of examples) {
      expect(line).toContain(`latchkey ${words}`);
      expect(out).toContain(line);
    }
  });

  it("lists the exit codes in its help, as the README does", async () => {
    const { out } = await runIn(["--help"]);
    const readme = readFileSync(join(__dirname, "../README.md"), "utf8");
    for (const code of Object.values(EXITS)) {
      expect(out).toMatch(new RegExp(`^ +${code} +\\w`, "m"));
      expect(readme).toMatch(new RegExp(`^\\| ${code} +\\|`, "m"));
    }
  });

  it("prints its version, that of package.json", async () => {
    expect(await runIn(["--version"])).toEqual({ exit: 0, out: `${VERSION}\n`, errors: "" });
    expect(VERSION).toBe(manifest.version);
  });

  it.each([
    ["an unknown command", "keyz list", "Did you mean keys"],
    ["an unknown option", "keys list --orgg a", "Did you mean --org"],
    ["a missing parameter", "keys show", "missing required argument"],
    ["one too many", "keys show 1 2", "too many arguments"],
    ["a value of the wrong kind", "keys list --limit ten", "whole number"],
    ["a time that is none", "keys create --expires soon", "date"],
    ["a length that is none", "keys rotate 1 --overlap long", "length of time"],
    ["a limit that is none", "keys create --rate-limit 100", "requests/seconds"],
    ["metadata that is none", "keys create --metadata [1]", "JSON object"],
  ])("ends with 2 for %s, and says what is wrong", async (_, line, message) => {
    const { exit, out, errors } = await runIn(line.split(" "));
    expect(exit).toBe(2);
    expect(out).toBe("");
    expect(errors).toContain(message);
  });

  it("says to install a newer Node, and works on those that package.json names", () => {
    const [, least = ""] = /^>=([\d.]+)$/.exec(manifest.engines.node) ?? [];
    expect(tooOldNode(`v${least}.0`)).toBeUndefined();
    expect(tooOldNode("v24.1.0")).toBeUndefined();
    for (const old of ["v18.20.1", "v20.19.0", "v22.13.1"])
      expect(tooOldNode(old)).toContain(`${least} or later`);
  });
});
