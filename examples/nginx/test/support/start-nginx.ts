import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { atTheEnd } from "@latchkey/example-host/testing";

import { freePort } from "./free-port.js";

/** What nginx is put between, by host and port. */
export interface Neighbours {
  readonly latchkey: string;
  readonly service: string;
}

const CONFIGURATION = readFileSync(join(__dirname, "..", "..", "nginx.conf"), "utf8");
const MOST_ATTEMPTS = 5;

/**
 * Starts nginx with the example's configuration, in which only the addresses are others, from a folder of its own, and
 * stops it when the test file has ended. Gives its host and port.
 */
export async function startNginx(neighbours: Neighbours): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-nginx-"));
  // Of root's nginx the workers are somebody else.
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, "run"));
  atTheEnd(() => rmSync(folder, { recursive: true }));
  // Somebody else may take the port before nginx does.
  for (let attempt = 1; ; attempt++) {
    const address = `127.0.0.1:${await freePort()}`;
    writeFileSync(join(folder, "nginx.conf"), configurationFor(address, neighbours));
    const said = await run(folder, address);
    if (said === null) return address;
    if (attempt === MOST_ATTEMPTS || !said.includes("Address already in use"))
      throw new Error(`nginx did not start: ${said}`);
  }
}

function configurationFor(address: string, { latchkey, service }: Neighbours): string {
  const addresses = { "127.0.0.1:8080": address, "127.0.0.1:3000": latchkey, "127.0.0.1:3001": service };
  return Object.entries(addresses).reduce((text, [written, meant]) => {
    const parts = text.split(`${written};`);
    if (parts.length !== 2) throw new Error(`nginx.conf must name ${written} once`);
    return parts.join(`${meant};`);
  }, CONFIGURATION);
}

/** What is to be ended when the tests are. The workers of an nginx end with it, unless it is killed. */
const running = new Set<ChildProcess>();
process.once("exit", () => running.forEach((nginx) => nginx.kill("SIGTERM")));

/** Null once it answers; what it has said if it ends instead. */
async function run(folder: string, address: string): Promise<string | null> {
  const args = ["-e", "stderr", "-p", folder, "-c", "nginx.conf"];
  const nginx = spawn(process.env.LATCHKEY_NGINX ?? "", args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  nginx.stderr.on("data", (text) => (said += String(text)));
  running.add(nginx);
  const ended = new Promise<void>((resolve) => {
    nginx.once("error", (error) => (said += error.message));
    nginx.once("close", () => {
      running.delete(nginx);
      resolve();
    });
  });
  atTheEnd(() => {
    nginx.kill("SIGTERM");
    return ended;
  });
  while (running.has(nginx) && !(await answers(address)))
    await new Promise((resolve) => setTimeout(resolve, 20));
  return running.has(nginx) ? null : said;
}

function answers(address: string): Promise<boolean> {
  const { hostname: host, port } = new URL(`http://${address}`);
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) });
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
