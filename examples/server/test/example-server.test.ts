import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { createSqlite, startOn } from "@latchkey/example-host/testing";

import { exampleServer } from "../src/example-server.js";

describe("the example server", () => {
  it("says how to sign in at every start: with the password that was set, or where the generated one is", async () => {
    const url = await createSqlite();
    const file = join(dirname(url.slice("sqlite:".length)), "secrets.json");
    const onUrl = () => Promise.resolve(url);
    const generated = { LATCHKEY_PEPPER: "", SESSION_SECRET: "", ADMIN_EMAIL: "", ADMIN_PASSWORD: "" };

    const first = await startOn(exampleServer, onUrl, generated);
    await first.stop();
    const second = await startOn(exampleServer, onUrl, { ...generated, ADMIN_PASSWORD: "correct horse" });

    expect(first.printed.slice(1, 3)).toEqual([
      `The dashboard is at ${first.address}/dashboard/`,
      `Sign in as operator@example.com, with the password in ${file}.`,
    ]);
    expect(JSON.parse(readFileSync(file, "utf8"))).toHaveProperty("ADMIN_PASSWORD");
    expect(second.printed).toEqual([
      `The example server answers at ${second.address}`,
      `The dashboard is at ${second.address}/dashboard/`,
      "Sign in as operator@example.com, with the password you set as ADMIN_PASSWORD.",
    ]);
  });

  it("does not start with an address of Redis that is none", async () => {
    await expect(startOn(exampleServer, createSqlite, { REDIS_URL: "redis" })).rejects.toThrow(
      "REDIS_URL must begin with redis:// or rediss://.",
    );
  });
});
