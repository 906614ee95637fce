import { execFile } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

import {
  createSqlite,
  endProcesses,
  isReachable,
  onEveryDatabase,
  onEveryServer,
  type AppProcess,
} from "@latchkey/example-host/testing";

import { eventsIn } from "./support/events-in.js";
import { runServer, SECRETS } from "./support/run-server.js";

const REDIS_URL = process.env.TEST_REDIS_URL || "redis://127.0.0.1:6379";
const TOKEN = /demo_live_[0-9A-Za-z]+_[0-9A-Za-z]+/;

afterEach(endProcesses);

onEveryDatabase((create) => {
  it("goes from the first start over the printed curl to keys that still work after a restart", async () => {
    const variables = { ...SECRETS, DATABASE_URL: await create() };
    const first = await runServer(variables);
    const { stdout: answer } = await promisify(execFile)("sh", ["-c", `${printedCurl(first)} --silent`]);
    expect(JSON.parse(answer)).toMatchObject({ org: "acme", bundles: [{ name: "welcome" }] });

    const printed = TOKEN.exec(first.printed.stdout)?.[0] ?? "";
    const byKey = await createKey(first, { "x-api-key": printed }, { name: "by key", role: "publisher" });
    const session = await signIn(first);
    const ofGlobex = { org_id: "globex", permissions: ["bundles:*"] };
    const bySession = await createKey(first, { cookie: session }, ofGlobex);
    await expectToOpen(first, byKey);
    await expectToOpen(first, bySession);
    expect(await first.stop()).toBe(0);

    const second = await runServer(variables);
    expect(second.printed.stdout).not.toMatch(TOKEN);
    expect(second.printed.stdout).not.toContain("first start");
    for (const token of [printed, byKey, bySession]) await expectToOpen(second, token);
    expect(await second.stop("SIGINT")).toBe(0);
    expect(eventsIn(first.printed.stderr + second.printed.stderr)).toEqual(["verdicts", "verdicts"]);
  });
});

onEveryDatabase((create) => {
  it("fills an empty database once, however many processes start on it together", async () => {
    const variables = { ...SECRETS, DATABASE_URL: await create() };
    const servers = await Promise.all(Array.from({ length: 4 }, () => runServer(variables)));

    expect(servers.map(({ printed }) => printed.stderr)).toEqual(["", "", "", ""]);
    const tokens = servers.flatMap(({ printed }) => TOKEN.exec(printed.stdout) ?? []);
    expect(tokens).toHaveLength(1);
    for (const server of servers) await expectToOpen(server, tokens[0] ?? "");

    expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0, 0, 0]);
  });
});

onEveryServer((create) => {
  it("refuses a key in every process when one of them has revoked it", async () => {
    const variables = { ...SECRETS, DATABASE_URL: await create() };
    const servers = await startTwo(variables);
    await expectRevocationToReach(servers);
    expect(servers.flatMap(({ printed }) => eventsIn(printed.stderr))).toEqual([]);
    expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0]);
  });
});

(isReachable("redis") ? describe : describe.skip)("with Redis", () => {
  it("refuses a key in every process when one of them has revoked it, and shares its rate limit", async () => {
    const servers = await startTwo({ ...SECRETS, DATABASE_URL: await createSqlite(), REDIS_URL });
    await expectRevocationToReach(servers);

    const first = TOKEN.exec(servers.map(({ printed }) => printed.stdout).join("\n"))?.[0] ?? "";
    const limited = { role: "reader", rate_limit: { requests: 3, seconds: 600 } };
    const { token } = await makeKey(servers[0], { "x-api-key": first }, limited);
    const statuses = [];
    for (const server of [...servers, ...servers]) statuses.push(await statusOf(server, token));
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0]);
    expect(servers.flatMap(({ printed }) => eventsIn(printed.stderr))).toEqual(["verdicts", "verdicts"]);
  });
});

describe("with a Redis that does not answer", () => {
  it("does all the same, and says so once", async () => {
    const REDIS_URL = "redis://user:hunter2@127.0.0.1:1";
    const servers = await startTwo({ ...SECRETS, DATABASE_URL: await createSqlite(), REDIS_URL });
    await expectRevocationToReach(servers);
    expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0]);
    for (const { printed } of servers) {
      expect(eventsIn(printed.stderr)).toEqual(["redis_unavailable", "verdicts"]);
      expect(printed.stderr).not.toContain("hunter2");
    }
  });
});

describe("a server that cannot start", () => {
  it("says that the port is taken, and makes no key that nobody would see", async () => {
    const server = await runServer({ DATABASE_URL: await createSqlite() });
    const variables = { DATABASE_URL: await createSqlite() };

    const refused = await runServer({ ...variables, PORT: new URL(server.address).port });
    expect(await refused.ended).toBe(1);
    expect(refused.printed.stdout).toBe("");
    expect(refused.printed.stderr).toContain("EADDRINUSE");

    const second = await runServer(variables);
    expect(second.printed.stdout).toMatch(TOKEN);
    await Promise.all([server.stop(), second.stop()]);
  });

  it("says that the database does not answer, without its password", async () => {
    const refused = await runServer({
      ...SECRETS,
      DATABASE_URL: "mysql://root:hunter2@127.0.0.1:1/latchkey",
    });

    expect(await refused.ended).toBe(1);
    expect(refused.printed.stderr).toMatch(/^The example server did not start\. .*ECONNREFUSED.*$/m);
    expect(refused.printed.stderr).not.toContain("hunter2");
  });

  it("names every variable that is missing", async () => {
    const refused = await runServer({
      DATABASE_URL: "postgres://127.0.0.1:1/latchkey",
      ADMIN_EMAIL: "a@example.com",
    });

    expect(await refused.ended).toBe(1);
    expect(refused.printed.stderr).toContain("LATCHKEY_PEPPER, SESSION_SECRET, ADMIN_PASSWORD must be set");
  });
});

describe("a server that is stopped", () => {
  it("writes how often keys were used, also in its last seconds", async () => {
    const variables = { ...SECRETS, DATABASE_URL: await createSqlite() };
    const server = await runServer(variables);
    const first = { "x-api-key": TOKEN.exec(server.printed.stdout)?.[0] ?? "" };
    const { key, token } = await makeKey(server, first, { role: "reader" });
    for (let use = 0; use < 3; use++) expect(await statusOf(server, token)).toBe(200);
    expect(await server.stop()).toBe(0);

    const again = await runServer(variables);
    const usage = await fetch(`${again.address}/admin/keys/${key.id}/usage`, { headers: first });
    const { data } = (await usage.json()) as { data: { accepted: number }[] };
    expect(data.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(3);
    expect(await again.stop()).toBe(0);
  });

  it("ends although a client keeps its connection open, and does not mind being told twice", async () => {
    const server = await runServer({ DATABASE_URL: await createSqlite() });
    await fetch(server.address, { headers: { connection: "keep-alive" } });

    const ended = server.stop("SIGINT");
    expect(await server.stop("SIGTERM")).toBe(0);
    expect(await ended).toBe(0);
  });
});

function printedCurl({ printed }: AppProcess): string {
  return /^ *(curl .*)$/m.exec(printed.stdout)?.[1] ?? "";
}

async function signIn({ address }: AppProcess): Promise<string> {
  const body = JSON.stringify({ email: SECRETS.ADMIN_EMAIL, password: SECRETS.ADMIN_PASSWORD });
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${address}/session`, { method: "POST", headers, body });
  expect(response.status).toBe(204);
  return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}

async function createKey(server: AppProcess, who: Record<string, string>, key: object): Promise<string> {
  return (await makeKey(server, who, key)).token;
}

interface MadeKey {
  readonly key: { readonly id: string };
  readonly token: string;
}

async function makeKey({ address }: AppProcess, who: Record<string, string>, key: object): Promise<MadeKey> {
  const headers = { "content-type": "application/json", ...who };
  const response = await fetch(`${address}/admin/keys`, {
    method: "POST",
    headers,
    body: JSON.stringify(key),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as MadeKey;
}

type Two = readonly [AppProcess, AppProcess];

/** One after the other, so that the first has the key of the first start. */
async function startTwo(variables: Readonly<Record<string, string>>): Promise<Two> {
  const first = await runServer(variables);
  return [first, await runServer(variables)];
}

/** A key that both let in, and that the first of them revokes. */
async function expectRevocationToReach([one, other]: Two): Promise<void> {
  const first = TOKEN.exec(one.printed.stdout)?.[0] ?? "";
  const { key, token } = await makeKey(one, { "x-api-key": first }, { role: "reader" });
  expect([await statusOf(one, token), await statusOf(other, token)]).toEqual([200, 200]);

  const path = `${one.address}/admin/keys/${key.id}`;
  const revoked = await fetch(path, { method: "DELETE", headers: { "x-api-key": first } });
  expect([revoked.status, await statusOf(one, token)]).toEqual([204, 401]);
  // Never after 3 s; the test does not wait longer, and asks all the while so that the key stays in the cache.
  const end = performance.now() + 3_000;
  while ((await statusOf(other, token)) !== 401 && performance.now() < end) await delay(20);
  expect(await statusOf(other, token)).toBe(401);
  expect(await statusOf(other, first)).toBe(200);
}

async function statusOf({ address }: AppProcess, token: string): Promise<number> {
  return (await fetch(`${address}/api/whoami`, { headers: { "x-api-key": token } })).status;
}

/** In all three header forms, and only the right token. */
async function expectToOpen({ address }: AppProcess, token: string): Promise<void> {
  const wrong = token.slice(0, -1) + (token.endsWith("0") ? "1" : "0");
  const answers = async (presented: string) => {
    const forms = [
      { "x-api-key": presented },
      { authorization: presented },
      { authorization: `Bearer ${presented}` },
    ];
    const responses = await Promise.all(forms.map((headers) => fetch(`${address}/api/bundles`, { headers })));
    return responses.map(({ status }) => status);
  };
  expect(await answers(token)).toEqual([200, 200, 200]);
  expect(await answers(wrong)).toEqual([401, 401, 401]);
}
