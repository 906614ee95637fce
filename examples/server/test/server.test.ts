import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { endAllServers, runServer, SECRETS, type ServerProcess } from "./support/run-server.js";
import { createSqlite, onEveryDatabase } from "./support/test-databases.js";

const TOKEN = /demo_live_[0-9A-Za-z]+_[0-9A-Za-z]+/;

afterEach(endAllServers);

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
    expect(first.printed.stderr + second.printed.stderr).toBe("");
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
  it("ends although a client keeps its connection open, and does not mind being told twice", async () => {
    const server = await runServer({ DATABASE_URL: await createSqlite() });
    await fetch(server.address, { headers: { connection: "keep-alive" } });

    const ended = server.stop("SIGINT");
    expect(await server.stop("SIGTERM")).toBe(0);
    expect(await ended).toBe(0);
  });
});

function printedCurl({ printed }: ServerProcess): string {
  return /^ *(curl .*)$/m.exec(printed.stdout)?.[1] ?? "";
}

async function signIn({ address }: ServerProcess): Promise<string> {
  const body = JSON.stringify({ email: SECRETS.ADMIN_EMAIL, password: SECRETS.ADMIN_PASSWORD });
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${address}/session`, { method: "POST", headers, body });
  expect(response.status).toBe(204);
  return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}

async function createKey(
  { address }: ServerProcess,
  who: Record<string, string>,
  key: object,
): Promise<string> {
  const headers = { "content-type": "application/json", ...who };
  const response = await fetch(`${address}/admin/keys`, {
    method: "POST",
    headers,
    body: JSON.stringify(key),
  });
  expect(response.status).toBe(201);
  const { token } = (await response.json()) as { token: string };
  return token;
}

/** In all three header forms, and only the right token. */
async function expectToOpen({ address }: ServerProcess, token: string): Promise<void> {
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
