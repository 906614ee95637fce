import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { createSqlite, endProcesses } from "@latchkey/example-host/testing";

import { runCaptain } from "./support/run-captain.js";
import { firstKeyIn } from "./support/start-captain.js";

const README = readFileSync(join(__dirname, "..", "README.md"), "utf8");
const blocks = [...README.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = ""]) => block);
/** Those after how to start it and what to take from what that prints. */
const lines = blocks.slice(2).join("").trim().split("\n");

afterAll(endProcesses);

/** What a line of the README says is printed, of which `…` stands for anything. */
function shown(line: string): RegExp {
  const parts = line.slice("# ".length).split("…");
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`);
}

it("has curl lines in its README that print what stands below them", async () => {
  const captain = await runCaptain({ DATABASE_URL: await createSqlite() });
  const { stdout, stderr } = captain.printed;
  expect(stderr).toBe("");
  const issuer = /^Its identity server answers at (\S+)$/m.exec(stdout)?.[1] ?? "";
  const secret = /captain-admin:(\S+)/.exec(stdout)?.[1] ?? "";
  const variables = { ...firstKeyIn([stdout]), secret, api: `${captain.address}/api/v1` };
  const script = [
    `KEY='${variables.key}' SECRET='${variables.secret}' API='${variables.api}'`,
    ...lines.map((line) =>
      line.replaceAll("http://127.0.0.1:3001", issuer).replace(/^curl (.*)$/, "curl -s $1; echo"),
    ),
  ];

  const printed = await promisify(execFile)("sh", ["-ec", script.join("\n")]);

  const expected = lines.filter((line) => line.startsWith("# ")).map(shown);
  expect(expected).toHaveLength(lines.filter((line) => line.startsWith("curl ")).length);
  expect(printed.stdout.trim().split("\n")).toEqual(
    expected.map((pattern) => expect.stringMatching(pattern) as string),
  );
  await captain.stop();
});
