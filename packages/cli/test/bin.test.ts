import { readFileSync } from "node:fs";
import { join } from "node:path";

import { LIBRARIES, linkedProject, type LinkedProject } from "./support/linked-project.js";
import { runBin } from "./support/run-bin.js";
import { matching } from "./support/texts.js";

const BODY = `
const db = knex({ client: "better-sqlite3", connection: { filename: "app.sqlite" }, useNullAsDefault: true, pool: { min: 1, max: 1 } });
const keyring = createKeyring({ store: knexStore(db), prefix: "acme", peppers: [{ version: 1, secret: "x".repeat(32) }] });
`;
const COMMONJS = `const { createKeyring } = require("@latchkey/core");
const { knexStore } = require("@latchkey/knex");
const knex = require("knex");
${BODY}module.exports = { db, keyring };
`;
const ESM = `import { createKeyring } from "@latchkey/core";
import { knexStore } from "@latchkey/knex";
import knex from "knex";
${BODY}export { db, keyring };
`;

describe("the built command", () => {
  let project: LinkedProject;

  beforeEach(() => {
    project = linkedProject(LIBRARIES);
    project.write("package.json", "{}");
  });
  afterEach(() => project.drop());

  it.each([
    ["latchkey.config.js", COMMONJS],
    ["latchkey.config.cjs", COMMONJS],
    ["latchkey.config.mjs", ESM],
  ])("works through %s, and its process ends", async (name, text) => {
    project.write(name, text);
    expect(await runBin(["migrate", "up"], project)).toMatchObject({ exit: 0 });
    const made = await runBin(["keys", "create", "--permission", "a:b"], project);
    expect(made).toMatchObject({ exit: 0, out: matching(/^acme_live_\w{66}\n$/) });
    expect(made.errors).not.toContain(made.out.trim());
    expect(await runBin(["keys", "list", "--json"], project)).toMatchObject({ exit: 0, errors: "" });
    expect(await runBin(["doctor"], project)).toMatchObject({ exit: 0 });
  });

  it("takes a token from stdin and ends", async () => {
    expect(await runBin(["token", "inspect"], { ...project, stdin: "hello" })).toMatchObject({ exit: 1 });
  });

  it("can be run by its name: it begins with the line that says so", () => {
    expect(readFileSync(join(__dirname, "../dist/main.js"), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it("refuses prompts where there is no terminal", async () => {
    project.write("latchkey.config.cjs", COMMONJS);
    await runBin(["migrate", "up"], project);
    await runBin(["keys", "create", "--permission", "a:b"], project);
    expect(await runBin(["keys", "revoke", "1"], project)).toMatchObject({ exit: 2 });
    expect(await runBin(["init"], project)).toMatchObject({ exit: 2 });
  });

  it("prints a table without escape codes into a pipe", async () => {
    project.write("latchkey.config.cjs", COMMONJS);
    await runBin(["migrate", "up"], project);
    const { out } = await runBin(["migrate", "status"], project);
    expect(out).toContain("0001_keys");
    // eslint-disable-next-line no-control-regex -- it is what is looked for
    expect(out).not.toMatch(/\u001b/);
  });
});
