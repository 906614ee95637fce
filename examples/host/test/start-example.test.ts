import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { startExample, type Example, type OpenExample } from "@latchkey/example-host";
import { createSqlite, onEveryDatabase } from "@latchkey/example-host/testing";
import type { Knex } from "knex";

import { notesExample } from "./support/notes-example.js";

const SECRETS = {
  NOTES_PEPPER: notesExample.secrets.NOTES_PEPPER.generate(),
  NOTES_KEY: notesExample.secrets.NOTES_KEY.generate(),
};

/** An example that only says what it was asked, in turn. */
function recorder(changes: Partial<OpenExample> = {}) {
  const calls: string[] = [];
  let db: Knex | undefined;
  const record = async (call: string) => void calls.push(call);
  const example: Example = {
    name: "recorder",
    dataFolder: new URL("../../data/", import.meta.url),
    secrets: {},
    open(host) {
      db = host.db;
      calls.push("open");
      return {
        app: (_req, res) => void record("request").then(() => res.end()),
        start: () => record("start"),
        firstStart: (address) => fetch(address).then(() => record("first start").then(() => null)),
        // The database is still open.
        close: () => host.db.raw("select 1").then(() => record("close")),
        ...changes,
      };
    },
  };
  return { example, calls, isClosed: () => (db?.client as Knex.Client | undefined)?.pool === undefined };
}

onEveryDatabase((create) => {
  it("fills an empty database and shows so once", async () => {
    const environment = { ...SECRETS, PORT: "0", DATABASE_URL: await create() };

    const first = await startExample(notesExample, environment);
    expect(first.printed).toEqual([
      `The notes example answers at ${first.address}`,
      "",
      "This is the first start. What follows is shown this once:",
      `  curl ${first.address}/notes`,
      "",
    ]);
    expect(await (await fetch(first.address)).json()).toMatchObject({ notes: ["first"] });
    await first.stop();

    const second = await startExample(notesExample, environment);
    expect(second.printed).toEqual([`The notes example answers at ${second.address}`]);
    await second.stop();
  });
});

describe("startExample", () => {
  it("starts the app before it listens, fills the database after, and closes in the opposite order", async () => {
    const { example, calls, isClosed } = recorder();

    const running = await startExample(example, { PORT: "0", DATABASE_URL: await createSqlite() });
    expect(calls).toEqual(["open", "start", "request", "first start"]);
    await Promise.all([running.stop(), running.stop()]);

    expect(calls).toEqual(["open", "start", "request", "first start", "close"]);
    expect(isClosed()).toBe(true);
    await expect(fetch(running.address)).rejects.toThrow();
  });

  it("lets a request under way come to its end before it closes", async () => {
    let finish: (() => void) | undefined;
    const { example, calls } = recorder({
      app: (_req, res) => {
        finish = () => res.end("whole");
        calls.push("arrived");
      },
      firstStart: async () => null,
    });
    const running = await startExample(example, { PORT: "0", DATABASE_URL: await createSqlite() });

    const answer = fetch(running.address).then((response) => response.text());
    while (finish === undefined) await new Promise(setImmediate);
    const stopped = running.stop();
    await new Promise(setImmediate);
    expect(calls).not.toContain("close");
    finish();

    expect(await answer).toBe("whole");
    await stopped;
    expect(calls).toContain("close");
  });

  it("prints what the example says at every start, before what is shown once", async () => {
    const { example } = recorder({
      greeting: (address) => [`Open ${address}/`],
      firstStart: async () => ["once"],
    });

    const running = await startExample(example, { PORT: "0", DATABASE_URL: await createSqlite() });
    await running.stop();

    expect(running.printed.slice(0, 4)).toEqual([
      `The recorder answers at ${running.address}`,
      `Open ${running.address}/`,
      "",
      "This is the first start. What follows is shown this once:",
    ]);
  });

  it("fills nothing when the port is taken, and closes what it has opened", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const { example, calls, isClosed } = recorder();
    const PORT = String((other.address() as AddressInfo).port);

    const started = startExample(example, { PORT, DATABASE_URL: await createSqlite() });

    await expect(started).rejects.toThrow("EADDRINUSE");
    expect(calls).toEqual(["open", "start", "close"]);
    expect(isClosed()).toBe(true);
    other.close();
  });

  it.each(["start", "firstStart"] as const)("closes everything when %s fails, and says why", async (step) => {
    let address = "";
    const { example, calls, isClosed } = recorder({
      [step]: async (at = "") => {
        address = at;
        throw new Error("no such table");
      },
      close: async () => {
        calls.push("close");
        throw new Error("a consequence");
      },
    });

    const started = startExample(example, { PORT: "0", DATABASE_URL: await createSqlite() });

    await expect(started).rejects.toThrow("no such table");
    expect(calls.at(-1)).toBe("close");
    expect(isClosed()).toBe(true);
    if (address !== "") await expect(fetch(address)).rejects.toThrow();
  });

  it("closes the database of an example that does not open", async () => {
    const { example, isClosed } = recorder();
    const open: Example["open"] = (host) => {
      void example.open(host);
      throw new Error("no such setting");
    };

    const started = startExample({ ...example, open }, { PORT: "0", DATABASE_URL: await createSqlite() });

    await expect(started).rejects.toThrow("no such setting");
    expect(isClosed()).toBe(true);
  });

  it("refuses a variable before anything is opened", async () => {
    const { example, calls } = recorder();

    await expect(startExample(example, { PORT: "http" })).rejects.toThrow("PORT must be a port number.");
    expect(calls).toEqual([]);
  });
});
