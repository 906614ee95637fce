// In a process of its own: an application with many keys, and the dashboard over them.
import type { AddressInfo } from "node:net";

import { adminRouter } from "@latchkey/admin";
import { createKeyring, systemActor, type Keyring, type UserActor } from "@latchkey/core";
import { dashboard } from "@latchkey/dashboard";
import { knexStore, migrate } from "@latchkey/knex";
import express from "express";

import { openDatabase, type BenchDatabase } from "../databases/bench-database.ts";
import { answerQuestions } from "../processes/answer-questions.ts";

export interface DashboardQuestion {
  readonly database: BenchDatabase;
  /** How many keys there are to be. */
  readonly keys: number;
}

export interface DashboardAnswer {
  /** Of the page. */
  readonly address: string;
}

const BATCH = 1_000;
const ORGANIZATIONS = 20;
const NAMES = ["Nightly build", "Importer", "Mobile app", "Reports", "Warehouse", "Partner"];

/** Somebody who is over everything, as at a sign-in. */
const operator: UserActor = {
  kind: "user",
  id: "operator",
  name: "Operator",
  grants: [{ org: "*", permissions: ["*:*"], reach: "all" }],
};

answerQuestions(async ({ database, keys }: DashboardQuestion): Promise<DashboardAnswer> => {
  const db = openDatabase(database);
  await migrate(db);
  const keyring = createKeyring({
    store: knexStore(db),
    peppers: [{ version: 1, secret: "a pepper for figures, 32 bytes or more" }],
    roles: { reader: ["bundles:read"] },
    policy: { maxKeysPerProject: keys },
  });
  await fill(keyring, keys);

  const app = express();
  app.use("/admin", adminRouter(keyring, { actor: () => operator }));
  app.use("/dashboard", dashboard({ api: "/admin" }));
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dashboard/` };
});

/** Makes as many as there are not yet. */
async function fill(keyring: Keyring, count: number): Promise<void> {
  const as = systemActor("bench");
  const { data } = await keyring.list({ limit: 1 }, as);
  for (let made = data[0]?.number ?? 0; made < count; made += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - made) }, (_, index) => ({
      name: `${NAMES[index % NAMES.length]} ${made + index}`,
      orgId: `org-${index % ORGANIZATIONS}`,
      role: "reader",
    }));
    await keyring.createMany(batch, as);
  }
}
