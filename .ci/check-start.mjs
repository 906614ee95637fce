// `npm start` as a new user runs it: it answers, the printed curl works as printed, and stopping npm stops it. npm
// signals only the shell it runs a script in, and a shell that does not pass the signal on leaves the server behind.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { report } from "./report.mjs";

const folder = mkdtempSync(join(tmpdir(), "latchkey-start-"));
const settings = { PORT: "0", DATABASE_URL: `sqlite:${join(folder, "latchkey.sqlite")}` };
try {
  const first = await started();
  const curl = /^ *(curl .*)$/m.exec(first.printed)?.[1] ?? "false";
  const answer = execFileSync("sh", ["-c", `${curl} --silent`], { encoding: "utf8" });
  await first.stop("SIGTERM");
  const leftAfterSigterm = await answers(first.address);
  const second = await started();
  await second.stop("SIGINT");
  report([
    { name: "the printed curl", faults: answer.includes('"bundles"') ? [] : [`answered ${answer}`] },
    { name: "SIGTERM to npm", faults: leftAfterSigterm ? ["left the server running"] : [] },
    { name: "SIGINT to npm", faults: (await answers(second.address)) ? ["left the server running"] : [] },
    { name: "a restart", faults: second.printed.includes("curl") ? ["was taken for a first start"] : [] },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs `npm start` until it has printed where it answers and what else it has to say. */
function started() {
  const npm = spawn("npm", ["start"], {
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
    npm.once("exit", (code) => reject(new Error(`npm start ended with ${code}: ${printed}`)));
  });
}

async function answers(address) {
  return fetch(address).then(
    () => true,
    () => false,
  );
}
