import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

import { startOn } from "@latchkey/example-host/testing";

import { nginxExample } from "../src/nginx-example.js";
import { startNginx } from "./support/start-nginx.js";
import { describeWithNginx } from "./support/with-nginx.js";

const README = readFileSync(join(__dirname, "..", "README.md"), "utf8");
const blocks = [...README.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = ""]) => block);
/** Those after how to start it and what to take from what that prints. */
const lines = blocks.slice(2).join("").trim().split("\n");

/** What a line of the README says is printed, of which `…` stands for anything. */
function shown(line: string): RegExp {
  const parts = line.slice("# ".length).split("…");
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`);
}

describeWithNginx("the README", () => {
  it("has commands that print what stands below them", async () => {
    const { address, printed } = await startOn(nginxExample);
    const text = printed.join("\n");
    const key = /x-api-key: ([^"]+)"/.exec(text)?.[1];
    const service = /service behind nginx is at http:\/\/(\S+)$/m.exec(text)?.[1] ?? "";
    const nginx = await startNginx({ latchkey: `127.0.0.1:${new URL(address).port}`, service });
    const variables = `KEY='${key}' API='http://${nginx}' ADMIN='${address}/admin'`;

    const ran = await promisify(execFile)("sh", ["-ec", [variables, ...lines].join("\n")]);

    const expected = lines.filter((line) => line.startsWith("# ")).map(shown);
    const said = ran.stdout.trim().split("\n");
    expect(said.map((line) => line.trim())).toEqual(
      expected.map((pattern) => expect.stringMatching(pattern) as string),
    );
  });
});
