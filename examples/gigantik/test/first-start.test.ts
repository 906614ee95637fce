import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { onEveryDatabase } from "@latchkey/example-host/testing";
import request from "supertest";

import type { User } from "../src/tables.js";
import { gigantik } from "../src/gigantik.js";
import { dumpDatabase } from "./support/dump-database.js";
import {
  inDatabase,
  KEYS,
  makeKey,
  signIn,
  startGigantik,
  statusOf,
  type StartedGigantik,
} from "./support/start-gigantik.js";

describe("the first start", () => {
  let started: StartedGigantik;
  beforeAll(async () => {
    started = await startGigantik();
  });

  it("makes an organization with an owner, an admin and an editor, who can sign in", async () => {
    const rows = await inDatabase(started.url, (db) => db<User>("users").select("role", "organization"));

    expect(rows.map(({ role, organization }) => `${role} of ${organization}`).sort()).toEqual([
      "admin of northwind",
      "editor of northwind",
      "owner of northwind",
    ]);
    for (const person of Object.values(started.people)) await signIn(started.address, person);
  });

  it("adds nobody to a database that has people, even if its owner has left", async () => {
    const other = await startGigantik();
    await other.stop();
    await inDatabase(other.url, (db) => db<User>("users").where({ role: "owner" }).delete());

    const again = await other.startAgain();

    expect(again.printed).toHaveLength(1);
    expect(await inDatabase(other.url, (db) => db<User>("users").select("role"))).toHaveLength(2);
  });

  it("prints commands that sign in, make a key and list the keys, and leave a cookie jar outside", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gigantik-"));
    expect(started.printed.findIndex((line) => line.startsWith("  curl "))).toBe(
      started.printed.indexOf("  umask 077") + 1,
    );
    const commands = started.printed.filter((line) => line.startsWith("  curl "));
    const answers = [];
    for (const command of commands) {
      const silent = command.replace("curl", "curl --fail --silent --show-error");
      const { stdout } = await promisify(execFile)("sh", ["-c", silent], {
        cwd: folder,
        env: { PATH: process.env.PATH ?? "", TMPDIR: folder },
      });
      answers.push(stdout);
    }
    expect(existsSync(join(folder, "gigantik.cookies"))).toBe(true);
    rmSync(folder, { recursive: true });

    const [signedIn, made, listed] = answers;
    const { key, token } = JSON.parse(made ?? "") as { key: unknown; token: string };
    expect(answers).toHaveLength(3);
    expect(signedIn).toBe("");
    expect(JSON.parse(listed ?? "")).toEqual({ data: [key] });
    expect(await statusOf(started.address, token)).toBe(200);
  });
});

onEveryDatabase((create) => {
  it("keeps everything over a restart, prints nothing again, and shows no token again", async () => {
    const started = await startGigantik(create);
    const before = await signIn(started.address, started.people.admin);
    const kept = await makeKey(before, "editor", "Kept");
    const gone = await makeKey(before, "editor", "Gone");
    await before.patch(`${KEYS}/${kept.key.id}`).send({ name: "Kept and renamed" }).expect(200);
    await before.delete(`${KEYS}/${gone.key.id}`).expect(204);
    expect(await statusOf(started.address, kept.token, { title: "A page" })).toBe(201);
    const content = await request(started.address).get("/content").set("x-api-key", kept.token).expect(200);
    await started.stop();

    const again = await started.startAgain();
    expect(again.printed).toEqual([`The ${gigantik.name} answers at ${again.address}`]);
    const after = await signIn(again.address, started.people.admin);
    const listed = await after.get(KEYS).expect(200);
    expect(listed.body).toEqual({
      data: [{ ...kept.key, name: "Kept and renamed", last_used_at: expect.any(String) as string }],
    });
    expect(await statusOf(again.address, gone.token)).toBe(401);
    const reread = await request(again.address).get("/content").set("x-api-key", kept.token).expect(200);
    expect(reread.body).toEqual(content.body);
    await again.stop();
    const dump = await dumpDatabase(started.url);
    expect(dump).toContain(kept.key.id);
    for (const { token } of [kept, gone]) expect(dump).not.toContain(token.slice(token.lastIndexOf("_")));
  });

  it("happens once, however many start on one database together", async () => {
    const url = await create();
    const all = await Promise.allSettled(
      Array.from({ length: 3 }, () => startGigantik(() => Promise.resolve(url))),
    );

    const refused = all.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
    expect(refused).toEqual(Array(2).fill(expect.stringContaining("not the people of a first start")));
    expect(await inDatabase(url, (db) => db<User>("users").select("email"))).toHaveLength(3);
  });
});
