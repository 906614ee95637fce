import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import { createKeyring, systemActor, type Keyring, type Observation } from "@latchkey/core";
import { fakeClock } from "@latchkey/core/testing";
import { databaseAddress, openDatabase } from "@latchkey/example-host";
import { onEveryDatabase } from "@latchkey/example-host/testing";
import { authenticate, requirePermission } from "@latchkey/express";
import { knexStore, migrate } from "@latchkey/knex";
import express from "express";
import type { Knex } from "knex";

import {
  attributedStatements,
  type AttributedStatements,
  type Statement,
} from "./support/attributed-statements.js";
import { sendRequests } from "./support/send-requests.js";

const REQUESTS = 10_000;
const KEYS = 50;

onEveryDatabase((create) => {
  let db: Knex;
  let keyring: Keyring;
  let server: Server;
  let statements: AttributedStatements;
  let port: number;
  let keys: readonly { readonly id: string; readonly token: string }[];
  const seen: Observation[] = [];
  const isKeyId = (value: unknown) => keys.some(({ id }) => id === value);

  beforeAll(async () => {
    db = openDatabase(databaseAddress(await create(), ""));
    await migrate(db);
    statements = attributedStatements(db);
    keyring = createKeyring({
      store: statements.watched(knexStore(db)),
      peppers: [{ version: 1, secret: "a pepper for tests, long enough to be one" }],
      roles: { reader: ["bundles:read"] },
      // It stands still: nothing in memory grows old, and no run counts in two hours.
      clock: fakeClock(),
      onVerdict: (observation) => void seen.push(observation),
    });
    const inputs = Array.from({ length: KEYS }, () => ({ orgId: "acme", role: "reader" }));
    const made = await keyring.createMany(inputs, systemActor("test"));
    keys = made.map(({ key, token }) => ({ id: key.id, token }));
    // Behind it, so that its reader has no news of these keys: what is read while there are some is not kept.
    await keyring.start();
    const { begins, passes } = statements;
    const app = express();
    app.get("/", begins, authenticate(keyring), requirePermission("bundles:read"), passes, (_req, res) => {
      res.json([]);
    });
    server = app.listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    statements.end();
    server.close();
    await keyring.close();
    await db.destroy();
  });

  it("reads each key once, with the first request that has it", async () => {
    statements.forget();
    expect(await sendRequests(port, tokensOf(keys, KEYS))).toEqual({ 200: KEYS });
    // A statement for many is filled up with one of them.
    const readIds = statements.ofRequests.flatMap(({ values }) => [...new Set(values)]).filter(isKeyId);
    expect(readIds.toSorted()).toEqual(keys.map(({ id }) => id).toSorted());
    // The measure of the next test sees what it has to.
    expect(statements.workOfRequests.PROMISE).toBeGreaterThan(0);
  });

  it("lets 10,000 further requests in from memory: no statement, no promise, no timer, no job of the thread pool", async () => {
    statements.forget();
    seen.length = 0;
    expect(await sendRequests(port, tokensOf(keys, REQUESTS))).toEqual({ 200: REQUESTS });
    expect(statements.ofRequests).toEqual([]);
    expect(statements.workOfRequests).toEqual({});
    expect(seen.filter(({ ok, cached }) => ok && cached)).toHaveLength(REQUESTS);
  });

  it("asks for nothing meanwhile but for what other processes have changed", () => {
    const others = statements.ofOthers.map(({ sql }) => sql);
    expect(others.filter((sql) => !/^select .*latchkey_changes/.test(sql))).toEqual([]);
  });

  /** What a flush has updated, a text for each row. */
  function updatedIn(flush: readonly Statement[]): readonly string[] {
    return flush.flatMap(({ sql, values }) => {
      const table = /^insert into .(latchkey_\w+)/.exec(sql)?.[1];
      return table === undefined ? [] : values.filter(isKeyId).map((id) => `${table} ${String(id)}`);
    });
  }

  it("writes how they were used behind them: one update of each key's hour and one of its last use in a flush", async () => {
    await keyring.close();
    for (const flush of statements.ofFlushes) {
      const updated = updatedIn(flush);
      expect(updated).toEqual([...new Set(updated)]);
    }
    expect(new Set(statements.ofFlushes.flatMap(updatedIn)).size).toBe(2 * KEYS);
    const [counted] = await db("latchkey_usage").sum("accepted as accepted");
    expect(Number(counted?.accepted)).toBe(REQUESTS + KEYS);
  });
});

function tokensOf(keys: readonly { readonly token: string }[], count: number): readonly string[] {
  return Array.from({ length: count }, (_, sent) => keys[sent % keys.length]?.token ?? "");
}
