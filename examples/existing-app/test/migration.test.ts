import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { createMysql, endProcesses, isReachable, runProcess } from "@latchkey/example-host/testing";
import knexPkg, { type Knex } from "knex";

import { fill, type OldKey } from "../before/fill.js";
import { keepCalling } from "./keep-calling.js";

const FOLDER = join(__dirname, "..");
const LATCHKEY = join(FOLDER, "../../packages/cli/dist/main.js");
/** `npm run test:long` takes 100,000. */
const KEYS = Number(process.env.LATCHKEY_KEYS ?? 1_000);
const PEPPER = "a pepper of the shop, 32 bytes or more";

interface ImportTotals {
  readonly rows: number;
  readonly imported: number;
  readonly duplicates: number;
  readonly refused: number;
}

const suite = isReachable("mysql") ? describe : describe.skip;

suite("an app that has keys of its own in MySQL", () => {
  let env: Record<string, string>;
  let db: Knex;
  let keys: readonly OldKey[];

  beforeAll(async () => {
    env = { DATABASE_URL: await createMysql(), LATCHKEY_PEPPER: PEPPER };
    db = knexPkg({ client: "mysql2", connection: env["DATABASE_URL"] as string });
    keys = await fill(db, KEYS);
    await latchkey("migrate", "up");
  }, 600_000);

  afterAll(async () => {
    endProcesses();
    await db.destroy();
  });

  async function latchkey(...words: string[]): Promise<string> {
    const options = { cwd: FOLDER, env: { PATH: process.env.PATH ?? "", ...env }, maxBuffer: 1e8 };
    const { stdout } = await promisify(execFile)(process.execPath, [LATCHKEY, ...words], options);
    return stdout;
  }

  async function importKeys(...words: string[]): Promise<ImportTotals> {
    const query = readFileSync(join(FOLDER, "import.sql"), "utf8");
    const said = await latchkey("import", "--query", query, "--mapping", "import.json", "--json", ...words);
    return JSON.parse(said) as ImportTotals;
  }

  const lasting = () => keys.filter(({ row }) => row.expires_at === null);

  it("brings its keys along while its clients go on calling, and can be interrupted and begun again", async () => {
    const before = await runProcess(join(FOLDER, "before/app.js"), env);
    const clients = keepCalling(
      before.address,
      lasting()
        .filter(({ row }) => !row.disabled)
        .slice(0, 4)
        .map(({ token }) => token),
    );

    const half = Math.floor(KEYS / 2);
    const expected = { rows: lasting().length, duplicates: 0, refused: 0 };
    expect(await importKeys("--dry-run")).toMatchObject({ ...expected, imported: lasting().length });
    expect(await importKeys("--from-line", String(half))).toMatchObject({ refused: 0 });
    const all = await importKeys();
    expect(all).toMatchObject({ rows: lasting().length, refused: 0 });
    expect(all.imported + all.duplicates).toBe(lasting().length);
    expect(await importKeys()).toMatchObject({ imported: 0, duplicates: lasting().length });

    const statuses = await clients.stop();
    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    await before.stop();
  }, 1_800_000);

  it("needs no new key from anybody", async () => {
    const after = await runProcess(join(FOLDER, "after/app.js"), env);
    const ask = async (token: string, method = "GET") => {
      const headers = { "x-api-key": token, "content-type": "application/json" };
      const body = method === "GET" ? null : JSON.stringify({ item: "tea" });
      const answer = await fetch(`${after.address}/api/orders`, { method, headers, body });
      const said = (await answer.json()) as { code?: string; account?: string };
      return `${answer.status} ${said.code ?? said.account ?? ""}`.trim();
    };

    for (const { token, row } of keys.slice(0, 40)) {
      const lives = row.expires_at === null;
      const read = !lives ? "401 invalid_token" : row.disabled ? "401 key_disabled" : "200";
      const write =
        read === "200" ? (row.can_write ? `201 ${row.account}` : "403 insufficient_permissions") : read;
      expect([await ask(token), await ask(token, "POST")]).toEqual([read, write]);
      expect(await ask(`${token.slice(0, -1)}x`)).toBe("401 invalid_token");
      const last = token.endsWith("0") ? "1" : "0";
      expect(await ask(`${token.slice(0, -1)}${last}`)).toBe("401 invalid_token");
    }
    await after.stop();

    const used = keys.filter(({ row }, index) => index < 40 && row.expires_at === null);
    const lookups = used.map(({ row }) => `public:${row.prefix}`);
    const digests = await db<{ digest: string; lookup: string }>("latchkey_keys")
      .whereIn("lookup", lookups)
      .pluck("digest");
    expect(digests.filter((digest) => digest.startsWith("hmac-sha256$v1$"))).toHaveLength(used.length);
  });

  it("revokes and makes keys by the command line, and old ones are refused like new ones", async () => {
    const [first] = keys;
    const found = await latchkey(
      "keys",
      "list",
      "--json",
      "--sort",
      "name",
      "--search",
      first?.row.prefix ?? "",
    );
    const [key] = (JSON.parse(found) as { data: { id: string; hint: string }[] }).data;
    expect(key?.hint).toBe(`${first?.row.prefix}…`);
    await latchkey("keys", "revoke", key?.id ?? "", "--yes");

    const after = await runProcess(join(FOLDER, "after/app.js"), env);
    const headers = { "x-api-key": first?.token ?? "" };
    const answer = await fetch(`${after.address}/api/orders`, { headers });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([401, "key_revoked"]);
    await after.stop();
  });
});
