import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";

import { createSqlite, onEveryDatabase } from "@latchkey/example-host/testing";

import { notesExample } from "./support/notes-example.js";
import { endProcesses, type AppProcess } from "../src/testing/run-process.js";
import { runNotes } from "./support/run-notes.js";

const SECRETS = {
  NOTES_PEPPER: notesExample.secrets.NOTES_PEPPER.generate(),
  NOTES_KEY: notesExample.secrets.NOTES_KEY.generate(),
};

afterEach(endProcesses);

async function digestOf({ address }: AppProcess): Promise<string> {
  const { notes, digest } = (await (await fetch(address)).json()) as { notes: string[]; digest: string };
  expect(notes).toEqual(["first"]);
  return digest;
}

onEveryDatabase((create) => {
  it("serves one database with as many processes as are started together", async () => {
    const variables = { ...SECRETS, DATABASE_URL: await create() };

    const processes = await Promise.all(Array.from({ length: 3 }, () => runNotes(variables)));
    const digests = await Promise.all(processes.map(digestOf));
    for (const each of processes) void each.stop("SIGTERM");

    expect(new Set(digests).size).toBe(1);
    expect(await Promise.all(processes.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    expect(processes.map(({ printed }) => printed.stderr)).toEqual(["", "", ""]);
  });
});

describe("runExample", () => {
  it("prints where it answers, and at the first start what is shown once", async () => {
    const DATABASE_URL = await createSqlite();
    const first = await runNotes({ DATABASE_URL });
    void first.stop("SIGTERM");
    await first.ended;
    const second = await runNotes({ DATABASE_URL });
    void second.stop("SIGTERM");
    await second.ended;

    expect(first.printed.stdout).toMatch(
      /^The notes example answers at (\S+)\n\nThis is the first start\. .*:\n {2}curl \1\/notes\n\n$/,
    );
    expect(second.printed.stdout).toBe(`The notes example answers at ${second.address}\n`);
    expect(first.printed.stderr + second.printed.stderr).toBe("");
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends with 0 at %s, also when it is told twice", async (signal) => {
    const running = await runNotes({ DATABASE_URL: await createSqlite() });
    await fetch(running.address, { headers: { connection: "keep-alive" } });

    void running.stop(signal);
    void running.stop("SIGTERM");

    expect(await running.ended).toBe(0);
    await expect(fetch(running.address)).rejects.toThrow();
  });

  it("says once what went wrong in stopping, and ends with 1", async () => {
    const variables = { DATABASE_URL: await createSqlite(), NOTES_FAULT: "usage was lost" };
    const running = await runNotes(variables);

    void running.stop("SIGINT");
    void running.stop("SIGTERM");

    expect(await running.ended).toBe(1);
    expect(running.printed.stderr).toBe("The notes example did not stop well. usage was lost\n");
  });

  it("keeps its secrets over a restart, and makes others elsewhere", async () => {
    const DATABASE_URL = await createSqlite();
    const first = await runNotes({ DATABASE_URL });
    const again = await runNotes({ DATABASE_URL });
    const elsewhere = await runNotes({ DATABASE_URL: await createSqlite() });

    expect(await digestOf(again)).toBe(await digestOf(first));
    expect(await digestOf(elsewhere)).not.toBe(await digestOf(first));
  });

  it("takes a key whose line breaks are written out", async () => {
    const NOTES_KEY = SECRETS.NOTES_KEY.replaceAll("\n", "\\n");
    const one = await runNotes({ ...SECRETS, DATABASE_URL: await createSqlite() });
    const other = await runNotes({ ...SECRETS, NOTES_KEY, DATABASE_URL: await createSqlite() });

    expect(await digestOf(other)).toBe(await digestOf(one));
  });

  it("says that the port is taken, and leaves the first start to the next process", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, resolve));
    const PORT = String((taken.address() as AddressInfo).port);
    const DATABASE_URL = await createSqlite();

    const refused = await runNotes({ DATABASE_URL, PORT });
    expect(await refused.ended).toBe(1);
    taken.close();
    const next = await runNotes({ DATABASE_URL });

    expect(refused.printed.stdout).toBe("");
    expect(refused.printed.stderr).toMatch(/^The notes example did not start\. .*EADDRINUSE.*\n$/);
    expect(next.printed.stdout).toContain("This is the first start.");
  });

  it("names every secret that is missing with a database server", async () => {
    const refused = await runNotes({ DATABASE_URL: "postgres://user:hunter2@127.0.0.1:1/latchkey" });

    expect(await refused.ended).toBe(1);
    expect(refused.printed.stderr).toContain("NOTES_PEPPER, NOTES_KEY must be set");
    expect(refused.printed.stderr).not.toContain("hunter2");
  });

  it("says in one line that the folder of its file cannot be made", async () => {
    const file = dirname((await createSqlite()).slice("sqlite:".length)) + "/file";
    const first = await runNotes({ DATABASE_URL: `sqlite:${file}` });
    const refused = await runNotes({ DATABASE_URL: `sqlite:${file}/below/a.sqlite` });

    expect(first.address).not.toBe("");
    expect(await refused.ended).toBe(1);
    expect(refused.printed.stderr).toMatch(/^The notes example did not start\. .*ENOTDIR.*\n$/);
  });
});
