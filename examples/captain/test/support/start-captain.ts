import { databaseAddress, openDatabase } from "@latchkey/example-host";
import { createSqlite, startOn, type CreateDatabase } from "@latchkey/example-host/testing";

import { captain } from "../../src/captain.js";
import { callsTo, type Call } from "./call.js";
import { runIdentityServer, type RunningIdentityServer } from "./run-identity-server.js";

/** Captain after its first start, beside an identity server, with an organization more: globex, project warehouse. */
export interface StartedCaptain {
  readonly address: string;
  readonly printed: readonly string[];
  readonly call: Call;
  readonly identityServer: RunningIdentityServer;
  readonly databaseUrl: string;
  /** As each of its people, with a token of the identity server. */
  readonly admin: { readonly bearer: string };
  readonly developer: { readonly bearer: string };
  readonly reader: { readonly bearer: string };
  readonly stranger: { readonly bearer: string };
  /** The key that the first start printed. */
  readonly firstKey: { readonly key: string };
  /** The status of a request, and the code of a refusal: `"403 out_of_scope"`. */
  outcome(...request: Parameters<Call>): Promise<string>;
  /** A key of this role and scope, made by the administrator. */
  makeKey(fields: Readonly<Record<string, unknown>>): Promise<MadeKey>;
  stop(): Promise<void>;
}

export interface MadeKey {
  readonly key: { readonly id: string; readonly [field: string]: unknown };
  readonly token: string;
}

export async function startCaptain(create: CreateDatabase = createSqlite): Promise<StartedCaptain> {
  const identityServer = await runIdentityServer();
  const databaseUrl = await create();
  const { address, printed, stop } = await startOn(
    captain,
    () => Promise.resolve(databaseUrl),
    identityServer.environment,
  );
  await addGlobex(databaseUrl);
  const call = callsTo(address);
  const as = async (client: string) => ({ bearer: await identityServer.tokenOf(client) });
  const admin = await as("captain-admin");
  return {
    address,
    printed,
    call,
    identityServer,
    databaseUrl,
    admin,
    developer: await as("captain-developer"),
    reader: await as("captain-reader"),
    stranger: await as("globex-admin"),
    firstKey: firstKeyIn(printed),
    async outcome(...request) {
      const { status, body } = await call<{ readonly code?: string }>(...request);
      return body.code === undefined ? `${status}` : `${status} ${body.code}`;
    },
    async makeKey(fields) {
      const { status, body } = await call<MadeKey>(admin, "POST /keys", fields);
      expect(status).toBe(201);
      return body;
    },
    async stop() {
      await stop();
      await identityServer.stop();
    },
  };
}

/** The key in what the first start prints. */
export function firstKeyIn(printed: readonly string[]): { readonly key: string } {
  return { key: /captain_live_\w+/.exec(printed.join("\n"))?.[0] ?? "" };
}

async function addGlobex(url: string): Promise<void> {
  const db = openDatabase(databaseAddress(url, ""));
  await db("organizations").insert({ id: "globex", made_by: "a test" });
  await db("projects").insert({ organization_id: "globex", id: "warehouse" });
  await db.destroy();
}
