// `npm start` and its siblings as a new user runs them: each app answers, every printed curl works as printed, a printed
// dashboard is there with its scripts, and stopping npm stops the app. npm signals only the shell it runs a script in, and a shell that does not pass the signal
// on leaves the server behind. All of them, or those that are named: `node .ci/check-start.mjs start:capgo`.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { report } from "./report.mjs";

const SCRIPTS = ["start", "start:captain", "start:capgo", "start:gigantik", "start:graymeta", "start:nginx"];
const WITH_DASHBOARD = "start";
const chosen = process.argv.slice(2);

const results = [];
for (const script of chosen.length > 0 ? chosen : SCRIPTS) results.push(...(await check(script)));
report(results);

/** Two starts on one database, which is the first start once. */
async function check(script) {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-start-"));
  const settings = { PORT: "0", DATABASE_URL: `sqlite:${join(folder, "latchkey.sqlite")}` };
  try {
    const first = await started(script, settings);
    const curls = curlsIn(first.printed);
    const failed = curls.flatMap(refused);
    const dashboard = script === WITH_DASHBOARD ? [await dashboardOf(first.printed)] : [];
    await first.stop("SIGTERM");
    const leftAfterSigterm = await answers(first.address);
    const second = await started(script, settings);
    await second.stop("SIGINT");
    const leftAfterSigint = await answers(second.address);
    return [
      { name: `${script}: the printed curl`, faults: curls.length > 0 ? failed : ["is missing"] },
      ...dashboard.map((faults) => ({ name: `${script}: the printed dashboard`, faults })),
      { name: `${script}: SIGTERM to npm`, faults: leftAfterSigterm ? ["left the server running"] : [] },
      { name: `${script}: SIGINT to npm`, faults: leftAfterSigint ? ["left the server running"] : [] },
      {
        name: `${script}: a restart`,
        faults: curlsIn(second.printed).length > 0 ? ["was taken for a first start"] : [],
      },
    ];
  } catch (error) {
    return [{ name: script, faults: [error.message] }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With the lines that a command goes on over. */
function curlsIn(printed) {
  return printed.match(/^ *curl (?:.*\\\n)*.*$/gm) ?? [];
}

/** What there is to say of a command that is not answered with 2xx. */
function refused(curl) {
  const command = curl.replace("curl ", "curl --fail --silent --show-error ");
  try {
    execFileSync("sh", ["-c", command], { stdio: ["ignore", "ignore", "pipe"] });
    return [];
  } catch ({ stderr }) {
    return [`${curl.trim()}: ${stderr}`];
  }
}

/** What there is to say of the page at the printed address, and of the files that it names. */
async function dashboardOf(printed) {
  const address = /dashboard is at (\S+)$/m.exec(printed)?.[1];
  if (address === undefined) return ["is missing"];
  const page = await fetch(address);
  const files = [...(await page.text()).matchAll(/ (?:src|href)="(\.\/assets\/[^"]+)"/g)];
  const answers = [page, ...(await Promise.all(files.map(([, file]) => fetch(new URL(file, address)))))];
  const faults = answers
    .filter(({ ok }) => !ok)
    .map(({ url, status }) => `${url} is answered with ${status}`);
  return files.length > 0 ? faults : [...faults, "names no files"];
}

/** Runs an npm script until the app has printed where it answers and what else it has to say. */
function started(script, settings) {
  const npm = spawn("npm", ["run", script], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => npm.once("exit", resolve));
  const stop = (signal) => {
    npm.kill(signal);
    return ended;
  };
  return new Promise((resolve, reject) => {
    let printed = "";
    npm.stdout.on("data", (data) => {
      printed += data;
      const address = /answers at (\S+)\n/.exec(printed)?.[1];
      if (address) resolve({ address, printed, stop });
    });
    npm.once("exit", (code) => reject(new Error(`ended with ${code}: ${printed}`)));
  });
}

async function answers(address) {
  return fetch(address).then(
    () => true,
    () => false,
  );
}
