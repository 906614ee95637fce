import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { LIBRARIES, linkedProject, type LinkedProject } from "../support/linked-project.js";
import { runBin } from "../support/run-bin.js";
import { runIn } from "../support/run-in.js";

const ROUTES = `app.get("/", (req, res) => res.send("home"));
app.get("/api/things", (req, res) => res.json([]));
app.use((req, res) => res.sendStatus(404));
app.use((error, req, res, next) => res.sendStatus(error.status || 500));
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

const APPS = [
  {
    title: "a CommonJS app on Express 4",
    express: "express4",
    manifest: {},
    app: `const express = require("express");\nconst app = express();\napp.use(express.json());\n${ROUTES}`,
  },
  {
    title: "an ESM app on Express 5",
    express: "express",
    manifest: { type: "module" },
    app: `import express from "express";\nconst app = express();\n${ROUTES}`,
  },
];

const OURS = { "Sec-Fetch-Site": "same-origin" };
const JSON_TYPE = { "Content-Type": "application/json" };

describe.each(APPS)("what init writes into $title", ({ express, manifest, app }) => {
  let project: LinkedProject;
  let server: ChildProcess;
  let address: string;
  let password: string;

  beforeAll(async () => {
    project = linkedProject({
      ...LIBRARIES,
      express,
      cookies: "cookies",
      "rate-limiter-flexible": "rate-limiter-flexible",
    });
    project.write(
      "package.json",
      JSON.stringify({ name: "shop", dependencies: { express: "*" }, ...manifest }),
    );
    project.write("app.js", app);
    const { out } = await runIn(["init", "--yes", "--json"], { folder: project.folder });
    password = (JSON.parse(out) as { operator_password: string }).operator_password;
    await start();
  });
  afterAll(async () => {
    server.kill();
    await once(server, "exit");
    project.drop();
  });

  async function start(): Promise<void> {
    const env = { PATH: process.env.PATH ?? "" };
    server = spawn(process.execPath, ["app.js"], {
      cwd: project.folder,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: server.stdout as NodeJS.ReadableStream });
    const ended = once(server, "exit").then(([code]) =>
      Promise.reject(new Error(`the app ended with ${code}`)),
    );
    const [port] = (await Promise.race([once(lines, "line"), ended])) as [string];
    address = `http://127.0.0.1:${port}`;
  }

  function ask(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(address + path, { redirect: "manual", ...init });
  }

  function enter(given: string, headers: Record<string, string> = OURS): Promise<Response> {
    return ask("/sign-in", { method: "POST", headers, body: new URLSearchParams({ password: given }) });
  }

  /** The session's cookies, as a browser would send them. */
  async function signedIn(): Promise<string> {
    const entered = await enter(password);
    expect(entered.status).toBe(303);
    return entered.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";", 1)[0])
      .join("; ");
  }

  it("leaves the app's own routes, and closes those below /api to whoever has no key", async () => {
    expect(await (await ask("/")).text()).toBe("home");
    expect((await ask("/api/things")).status).toBe(401);
    expect((await ask("/api/whoami")).status).toBe(401);
  });

  it("opens the admin API to nobody who has neither signed in nor a key", async () => {
    const forged = [
      {},
      { Cookie: "latchkey_operator=9999999999999" },
      { Cookie: "latchkey_operator=9999999999999; latchkey_operator.sig=AAAAAAAAAAAAAAAAAAAAAAAAAAA" },
      { Cookie: "session=operator" },
      { Authorization: `Basic ${Buffer.from(`operator:${password}`).toString("base64")}` },
    ];
    for (const headers of forged)
      for (const path of ["/admin/keys", "/admin/roles", "/admin/changes", "/admin/self"])
        expect((await ask(path, { headers: headers as Record<string, string> })).status).toBe(401);
  });

  it("does not let the time of a session be changed", async () => {
    const cookie = await signedIn();
    const later = cookie.replace(/latchkey_operator=\d+/, "latchkey_operator=9999999999999");
    expect((await ask("/admin/keys", { headers: { Cookie: cookie } })).status).toBe(200);
    expect((await ask("/admin/keys", { headers: { Cookie: later } })).status).toBe(401);
  });

  it("signs the operator in by the password alone, with a cookie for this site only", async () => {
    for (const wrong of ["", "wrong", `${password} `]) expect((await enter(wrong)).status).toBe(403);
    const entered = await enter(password);
    expect(entered.headers.get("location")).toBe("/dashboard/");
    for (const cookie of entered.headers.getSetCookie()) {
      expect(cookie).toMatch(/; httponly/i);
      expect(cookie).toMatch(/; samesite=strict/i);
    }
  });

  it("has pages without scripts, which no other page frames and nobody keeps", async () => {
    const page = await ask("/sign-in");
    expect(page.headers.get("content-security-policy")).toMatch(/default-src 'none'.+frame-ancestors 'none'/);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(await page.text()).toContain('type="password"');
    const dashboard = await ask("/dashboard/");
    expect(dashboard.status).toBe(200);
    expect(dashboard.headers.get("content-type")).toContain("text/html");
  });

  it("lets the operator make a key, which opens the API until it is revoked, and administers as far as it may", async () => {
    const headers = { ...OURS, ...JSON_TYPE, Cookie: await signedIn() };
    const made = await ask("/admin/keys", { method: "POST", headers, body: '{"role":"reader"}' });
    expect(made.status).toBe(201);
    const { key, token } = (await made.json()) as { key: { id: string; created_by: string }; token: string };
    expect(token).toMatch(/^shop_live_/);
    expect(key.created_by).toBe("user:operator");
    expect((await ask("/api/things", { headers: { "x-api-key": token } })).status).toBe(200);
    expect((await ask("/admin/keys", { headers: { "x-api-key": token } })).status).toBe(403);
    expect((await ask(`/admin/keys/${key.id}`, { method: "DELETE", headers })).status).toBe(204);
    expect((await ask("/api/things", { headers: { "x-api-key": token } })).status).toBe(401);
  });

  it("refuses what a page of another site makes the operator's browser send", async () => {
    const elsewhere = { "Sec-Fetch-Site": "cross-site" };
    const headers = { ...elsewhere, ...JSON_TYPE, Cookie: await signedIn() };
    expect((await ask("/admin/keys", { method: "POST", headers, body: '{"role":"reader"}' })).status).toBe(
      403,
    );
    expect((await enter(password, elsewhere)).status).toBe(403);
  });

  it("signs out", async () => {
    const left = await ask("/sign-in", {
      method: "POST",
      headers: { ...OURS, Cookie: await signedIn() },
      body: new URLSearchParams({ leave: "yes" }),
    });
    expect(left.headers.getSetCookie().join()).toMatch(/latchkey_operator=;.*1970/);
  });

  it("is what the command works with", async () => {
    const made = await runBin(["keys", "create", "--role", "reader"], project);
    expect(made.exit).toBe(0);
    expect((await ask("/api/whoami", { headers: { "x-api-key": made.out.trim() } })).status).toBe(200);
    expect(await runBin(["doctor"], project)).toMatchObject({ exit: 0 });
  });

  it("lets nobody guess the password for long", async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++) statuses.push((await enter("guess")).status);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    expect((await enter(password)).status).toBe(429);
  });

  it("does not start without the operator's secrets", async () => {
    const env = { PATH: process.env.PATH ?? "", LATCHKEY_OPERATOR: "", LATCHKEY_PEPPER: "x".repeat(32) };
    const child = spawn(process.execPath, ["app.js"], { cwd: project.folder, env, stdio: "ignore" });
    const [code] = (await once(child, "exit")) as [number];
    expect(code).not.toBe(0);
  });
});
