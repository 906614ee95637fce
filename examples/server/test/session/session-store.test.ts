import { openDatabase } from "@latchkey/example-host";
import { onEveryDatabase } from "@latchkey/example-host/testing";
import type { SessionData } from "express-session";

import { SessionStore } from "../../src/session/session-store.js";
import { startApp, type StartedApp } from "../support/start-app.js";

const HOUR_MS = 60 * 60 * 1000;

onEveryDatabase((create) => {
  let started: StartedApp;

  beforeAll(async () => {
    started = await startApp(create);
  });
  afterAll(() => started.close());

  it("gives back what was stored last, until it is destroyed", async () => {
    const { get, set, destroy } = storeOn(started.db);
    await set("an id", sessionOf("one"));
    await set("an id", sessionOf("two"));

    expect(await get("an id")).toMatchObject({ passport: { user: "two" } });
    expect(await get("An id")).toBeNull();
    await destroy("an id");
    expect(await get("an id")).toBeNull();
  });

  it("gives back nothing that has ended", async () => {
    const { get, set } = storeOn(started.db);
    await set("ended", sessionOf("late", -1));

    expect(await get("ended")).toBeNull();
  });
});

describe("with a database that does not answer", () => {
  it("hands the fault to the caller, and does nothing else with it", async () => {
    const db = openDatabase({ engine: "mysql", url: "mysql://root@127.0.0.1:1/latchkey" });
    const { get, set, destroy } = storeOn(db);
    const logged = jest.spyOn(console, "error").mockImplementation();

    await expect(get("an id")).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await expect(set("an id", sessionOf("one"))).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await expect(destroy("an id")).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await db.destroy();
    logged.mockRestore();
  });
});

function storeOn(db: StartedApp["db"]) {
  const store = new SessionStore(db);
  return {
    get: (id: string) => called<SessionData | null | undefined>((done) => store.get(id, done)),
    set: (id: string, session: SessionData) => called((done) => store.set(id, session, done)),
    destroy: (id: string) => called((done) => store.destroy(id, done)),
  };
}

function called<T>(work: (done: (error: unknown, value?: T) => void) => void): Promise<T | undefined> {
  return new Promise((resolve, reject) => work((error, value) => (error ? reject(error) : resolve(value))));
}

function sessionOf(user: string, msToLive = HOUR_MS): SessionData {
  const cookie = { originalMaxAge: HOUR_MS, expires: new Date(Date.now() + msToLive) };
  return { cookie, passport: { user } } as unknown as SessionData;
}
