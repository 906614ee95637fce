import { databaseAddress, openDatabase } from "@latchkey/example-host";
import { endProcesses, onEveryDatabase } from "@latchkey/example-host/testing";

import { eventsIn } from "./support/events-in.js";
import { dumpDatabase } from "./support/dump-database.js";
import { runServer, SECRETS } from "./support/run-server.js";

afterEach(endProcesses);

const NASTY_NAME = 'a"b\\c\u202ed';
const WRONG_PASSWORD = "a canary of a password";

onEveryDatabase((create) => {
  it("shows a token to its maker, and to nobody after", async () => {
    const url = await create();
    const server = await runServer({ ...SECRETS, DATABASE_URL: url });
    const first = /demo_live_\w+/.exec(server.printed.stdout)?.[0] ?? "";
    const ask = asker(server.address);
    const made = await ask(
      "POST",
      "/admin/keys",
      { "x-api-key": first },
      { name: NASTY_NAME, role: "admin" },
    );
    const { token, key } = JSON.parse(made.body) as { token: string; key: { id: string } };

    const answers = [];
    for (const [method, path, headers, body] of misuses(first, token)) {
      answers.push(await ask(method, path, headers, body));
    }
    answers.push(await ask("DELETE", `/admin/keys/${key.id}`, { "x-api-key": first }));
    answers.push(await ask("GET", "/api/whoami", { "x-api-key": token }));
    await dropBundles(url);
    answers.push(await ask("GET", "/api/bundles", { "x-api-key": first }));
    expect(answers.map(({ status }) => status).slice(-3)).toEqual([204, 401, 500]);
    expect(await server.stop()).toBe(0);

    const stdout = server.printed.stdout.replace(first, "");
    const dump = await dumpDatabase(url);
    expect(dump).toContain(key.id);
    const places = { stdout, stderr: server.printed.stderr, dump, answers: JSON.stringify(answers) };
    for (const canary of [
      first,
      token,
      first.slice(27),
      token.slice(27),
      WRONG_PASSWORD,
      SECRETS.ADMIN_PASSWORD,
    ]) {
      expect(canary).not.toBe("");
      for (const [place, text] of Object.entries(places))
        expect([place, text.includes(canary)]).toEqual([place, false]);
    }
    expect(eventsIn(server.printed.stderr)).toEqual(["error", "verdicts"]);
  });
});

type Request = readonly [method: string, path: string, headers: Record<string, string>, body?: unknown];

/** Tokens where none belongs, and whatever is refused with a token in hand. */
function misuses(token: string, other: string): readonly Request[] {
  const key = { "x-api-key": token };
  return [
    ["GET", `/api/bundles?key=${token}`, {}],
    ["GET", `/api/${token}`, key],
    ["GET", `/${token}`, {}],
    ["GET", `/dashboard/keys/${token}?q=${token}`, key],
    ["GET", `/dashboard/assets/${token}`, key],
    ["GET", `/admin/keys/${other}`, key],
    ["PATCH", `/admin/keys/${other}`, key, { name: "a" }],
    ["DELETE", `/admin/keys/${other}`, key],
    ["GET", `/admin/keys?q=${other}`, key],
    ["GET", `/admin/keys?cursor=${other}`, key],
    ["GET", `/admin/keys?status=${other}`, key],
    ["GET", "/admin/keys", key],
    ["POST", "/admin/keys", key, { permissions: [other] }],
    ["POST", "/admin/keys", key, { role: other }],
    ["POST", "/admin/keys", key, { expires_at: other }],
    ["POST", "/admin/keys", key, `{ "name": "${other}`],
    ["POST", "/admin/keys", { ...key, "content-type": "text/plain" }, other],
    ["POST", "/api/bundles", key, { name: [other] }],
    ["POST", "/api/bundles", key, `{ "name": "${other}`],
    ["GET", "/api/bundles", { ...key, authorization: other }],
    ["GET", "/api/bundles", { authorization: `Bearer ${token} ${other}` }],
    ["GET", "/api/bundles", { authorization: `Bearer ${other}x` }],
    ["GET", "/api/bundles", { authorization: `Basic ${other}` }],
    ["GET", "/api/bundles", { "x-api-key": `${token}ÿ` }],
    ["POST", "/session", {}, { email: SECRETS.ADMIN_EMAIL, password: WRONG_PASSWORD }],
    ["POST", "/session", {}, { email: SECRETS.ADMIN_EMAIL, password: [SECRETS.ADMIN_PASSWORD] }],
    ["POST", "/session", {}, { email: SECRETS.ADMIN_EMAIL, password: SECRETS.ADMIN_PASSWORD }],
  ];
}

interface Answer {
  readonly status: number;
  readonly headers: unknown;
  readonly body: string;
}

function asker(address: string) {
  return async function ask(...[method, path, headers, body]: Request): Promise<Answer> {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const sent = { "content-type": "application/json", ...headers };
    const response = await fetch(address + path, {
      method,
      headers: sent,
      ...(body !== undefined && { body: text }),
    });
    return { status: response.status, headers: [...response.headers], body: await response.text() };
  };
}

/** So that something happens which nobody expects. */
async function dropBundles(url: string): Promise<void> {
  const db = openDatabase(databaseAddress(url, ""));
  await db.schema.dropTable("bundles");
  await db.destroy();
}
