import { execFile } from "node:child_process";
import { linkSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { localSecrets } from "../../src/secrets/local-secrets.js";
import { randomSecret } from "../../src/secrets/random-secret.js";
import { temporary } from "../support/temporary-folder.js";

const SCRIPT = join(__dirname, "..", "support", "secrets-at.mjs");
const PROCESSES = 6;

function content(): unknown {
  return JSON.parse(readFileSync(temporary("secrets.json"), "utf8"));
}

describe("localSecrets", () => {
  it("keeps what it has made, and leaves nothing else that holds it", async () => {
    const file = temporary("secrets.json");

    const made = await localSecrets(file, { OLD: randomSecret });

    expect(content()).toEqual(made);
    expect(await localSecrets(file, { OLD: randomSecret })).toEqual(made);
    expect(readdirSync(temporary()).sort()).toEqual(["secrets.json", "secrets.json.lock"]);
    expect(readFileSync(temporary("secrets.json.lock"), "latin1")).not.toContain(made.OLD);
  });

  it("adds what a later release needs, and changes nothing that is there", async () => {
    const kept = { OLD: "kept as it is", OF_ANOTHER: "kept, too" };
    writeFileSync(temporary("secrets.json"), JSON.stringify(kept), { mode: 0o600 });

    const secrets = await localSecrets(temporary("secrets.json"), { OLD: randomSecret, NEW: randomSecret });

    expect(secrets).toEqual({ ...kept, NEW: expect.any(String) as string });
    expect(content()).toEqual(secrets);
    expect(statSync(temporary("secrets.json")).mode & 0o777).toBe(0o600);
  });

  it("replaces the file as a whole, so that nobody reads half of one", async () => {
    const before = '{ "OLD": "kept as it is" }';
    writeFileSync(temporary("secrets.json"), before);
    linkSync(temporary("secrets.json"), temporary("old"));

    await localSecrets(temporary("secrets.json"), { OLD: randomSecret, NEW: randomSecret });

    expect(readFileSync(temporary("old"), "utf8")).toBe(before);
    expect(content()).toHaveProperty("NEW");
  });

  it.each(['["a"]', '{ "OLD": 1 }', '"text"', "", "{"])(
    "refuses a file of %j, and leaves it",
    async (text) => {
      writeFileSync(temporary("secrets.json"), text);

      await expect(localSecrets(temporary("secrets.json"), { OLD: randomSecret })).rejects.toThrow(
        "secrets.json is damaged. Restore it, or set OLD.",
      );
      expect(readFileSync(temporary("secrets.json"), "utf8")).toBe(text);
    },
  );

  it.each([
    ["make the file", null],
    ["add to it", { OLD: "kept as it is" }],
  ])("gives the same to processes that %s together", async (_what, before) => {
    const file = temporary("secrets.json");
    if (before) writeFileSync(file, JSON.stringify(before));
    const moment = String(Date.now() + 1_500);

    const asked = Array.from({ length: PROCESSES }, () =>
      promisify(execFile)(process.execPath, [SCRIPT, file, moment]),
    );
    const answers = (await Promise.all(asked)).map(({ stdout }) => JSON.parse(stdout) as unknown);

    expect(answers).toEqual(Array.from({ length: PROCESSES }, () => content()));
    expect(content()).toMatchObject(before ?? {});
  });
});
