// What somebody does who has an app as Express's own generator makes it: install the packages, `latchkey init`, start.
// It has to take less than five minutes, and end with keys, the admin API and the dashboard.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { expectation } from "./expectation.mjs";

const GENERATOR = "express-generator@4.16.1";
const FIVE_MINUTES = 5 * 60_000;
const START_MS = 30_000;
const ORIGIN = "http://localhost";

/** `run(program, arguments, folder)` runs a program to its end and gives what it printed. */
export async function adoptExpressApp(workplace, tarballs, run) {
  await run(
    "npm",
    ["exec", "--yes", `--package=${GENERATOR}`, "--", "express", "--no-view", "adopted"],
    workplace,
  );
  const folder = join(workplace, "adopted");
  const npm = (...words) => run("npm", [...words, "--no-audit", "--no-fund", "--prefer-offline"], folder);
  const latchkey = async (...words) => {
    const { stdout } = await run("npx", ["--no-install", "latchkey", ...words, "--json"], folder);
    return JSON.parse(stdout);
  };
  await npm("install");

  const began = Date.now();
  // The generator is of 2018, and so is the Express that it asks for.
  await npm("install", "--ignore-scripts", "--save", "express@4", ...tarballs);
  const { operator_password: password, next } = await latchkey("init", "--store", "sqlite", "--yes");
  const [install = ""] = next;
  await npm(...install.split(" ").slice(1), "--ignore-scripts");
  await latchkey("migrate", "up");
  const { token } = await latchkey("keys", "create", "--role", "admin", "--name", "First key");
  const app = await start(folder);
  try {
    const checks = [
      expectation("the app goes on", await status(app, "/"), 200),
      expectation("/api without a key", await status(app, "/api/whoami"), 401),
      expectation("/api with a key", await status(app, "/api/whoami", { "x-api-key": token }), 200),
      expectation("the admin API without anybody", await status(app, "/admin/keys"), 401),
      expectation("the admin API with a key", await status(app, "/admin/keys", { "x-api-key": token }), 200),
      expectation("the dashboard", await status(app, "/dashboard/"), 200),
      ...(await signIn(app, password)),
    ];
    const took = Date.now() - began;
    console.log(`an app of Express's generator had its keys after ${Math.round(took / 1000)} s`);
    return [...checks, expectation("it takes less than five minutes", took < FIVE_MINUTES, true)];
  } finally {
    await app.stop();
  }
}

async function signIn({ origin }, password) {
  const enter = (given) =>
    fetch(`${origin}/sign-in`, {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ password: given }),
      redirect: "manual",
    });
  const wrong = await enter("not the password");
  const right = await enter(password);
  const cookie = right.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  return [
    expectation("another password", wrong.status, 403),
    expectation(
      "the operator's password",
      `${right.status} ${right.headers.get("location")}`,
      "303 /dashboard/",
    ),
    expectation("the admin API for the operator", await status({ origin }, "/admin/self", { cookie }), 200),
    expectation("the keys for the operator", await status({ origin }, "/admin/keys", { cookie }), 200),
  ];
}

async function status({ origin }, path, headers = {}) {
  const answer = await fetch(origin + path, { headers });
  await answer.arrayBuffer();
  return answer.status;
}

async function start(folder) {
  const port = await freePort();
  const child = spawn("node", ["bin/www"], {
    cwd: folder,
    env: { ...process.env, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exited = once(child, "exit");
  const app = {
    origin: `${ORIGIN}:${port}`,
    async stop() {
      child.kill();
      await exited;
    },
  };
  const deadline = Date.now() + START_MS;
  for (;;) {
    if (await answers(app)) return app;
    if (Date.now() > deadline || child.exitCode !== null) {
      await app.stop();
      throw new Error("the app with Latchkey did not start");
    }
    await pause(100);
  }
}

function answers(app) {
  return status(app, "/").then(
    () => true,
    () => false,
  );
}

async function freePort() {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
