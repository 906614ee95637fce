// Installs the packed packages into new projects, as strangers do, and uses them over HTTP. The tests of the packages
// run on sources compiled to CommonJS: an import that only ESM refuses, a file missing from a tarball, or a type that
// older compilers cannot read shows nowhere but here.
import { execFile, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { report } from "../../.ci/report.mjs";
import { adoptExpressApp } from "./adopt-express-app.mjs";
import { useKeys } from "./use-keys.mjs";

const PACKAGES = fileURLToPath(new URL("../../packages/", import.meta.url));
const PROJECTS = fileURLToPath(new URL("projects/", import.meta.url));
const START_MS = 30_000;

const workplace = mkdtempSync(join(tmpdir(), "latchkey-installation-"));
try {
  const tarballs = await packAll();
  const checks = [];
  for (const name of readdirSync(PROJECTS)) checks.push(...(await checkProject(name, tarballs)));
  checks.push(...(await adoption(tarballs)));
  report(checks);
} finally {
  rmSync(workplace, { recursive: true, force: true });
}

function packAll() {
  const arguments_ = ["pack", "--json", "--ignore-scripts", "--pack-destination", workplace];
  return Promise.all(
    readdirSync(PACKAGES).map(async (name) => {
      const { stdout } = await run("npm", arguments_, join(PACKAGES, name));
      return join(workplace, Object.values(JSON.parse(stdout))[0].filename);
    }),
  );
}

async function adoption(tarballs) {
  const checks = [];
  const faults = await faultsOf(async () => {
    checks.push(...(await adoptExpressApp(workplace, tarballs, run)));
  });
  const all = faults.length > 0 ? [{ name: "can be had", faults }] : checks;
  return all.map((check) => ({ ...check, name: `an app of Express's generator: ${check.name}` }));
}

/** Each step is a check of its own; after one that failed, the ones that need it are not tried. */
async function checkProject(name, tarballs) {
  const folder = join(workplace, name);
  cpSync(join(PROJECTS, name), folder, { recursive: true });
  const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", ...tarballs];
  const steps = [
    { name: "installs without install scripts", act: () => run("npm", install, folder) },
    ...["build", "test"]
      .filter((script) => script in scripts)
      .map((script) => ({ name: `npm run ${script}`, act: () => run("npm", ["run", script], folder) })),
  ];
  const checks = [];
  for (const step of steps) {
    const check = { name: `${name}: ${step.name}`, faults: await faultsOf(step.act) };
    checks.push(check);
    if (check.faults.length > 0) return checks;
  }
  const used = await useServer(folder);
  return [...checks, ...used.map((check) => ({ ...check, name: `${name}: ${check.name}` }))];
}

async function useServer(folder) {
  const server = spawn("node", ["server.js"], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise((resolve) => server.once("exit", resolve));
  const timer = setTimeout(() => server.kill(), START_MS);
  try {
    for await (const line of createInterface({ input: server.stdout }))
      return await useKeys(JSON.parse(line));
    return [{ name: "starts", faults: ["the server ended without a word"] }];
  } finally {
    clearTimeout(timer);
    server.kill();
    await exited;
  }
}

async function faultsOf(act) {
  try {
    await act();
    return [];
  } catch (error) {
    return [[error.message, error.stdout, error.stderr].filter(Boolean).join("\n")];
  }
}

function run(program, arguments_, cwd) {
  return promisify(execFile)(program, arguments_, { cwd, maxBuffer: 64 * 1024 * 1024 });
}
