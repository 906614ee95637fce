import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import {
  createKeyring,
  keyActor,
  memoryLimiter,
  type Actor,
  type ChangeRecord,
  type Keyring,
  type KeyringOptions,
} from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";
import { authenticate } from "@latchkey/express";
import express, { type Express, type NextFunction, type Request, type Response } from "express";
import request, { type Test } from "supertest";

import { keysRouter, type AdminOptions } from "../../src/index.js";
import { watchedStore, type WatchedStore } from "../world/watched-store.js";
import { RETRIEVABLE, type Method } from "../world/world.js";

/** An application with the collection of keys at `/v1/apikey`, that listens. */
export interface Service {
  readonly keyring: Keyring;
  readonly store: WatchedStore;
  readonly port: number;
  /** What went to the application's error handler. */
  readonly faults: readonly unknown[];
  /** Asks as an actor, with a key, or as nobody; `path` begins after `/v1/apikey`. */
  ask(as: Actor | string | null, method: Method, path: string): Test;
  /** What makes a request one of this actor. */
  headersOf(as: Actor | null): Record<string, string>;
  changes(): Promise<readonly ChangeRecord[]>;
  /** What was recorded of tokens that were shown: the ids of each time. */
  reveals(): Promise<readonly (readonly string[])[]>;
}

interface ServiceOptions extends Omit<Partial<AdminOptions>, "actor"> {
  readonly keyring?: Partial<KeyringOptions>;
  /** What stands in for the keyring in the router. */
  readonly around?: (keyring: Keyring) => Keyring;
  readonly before?: (app: Express) => void;
}

export const MOUNT = "/v1/apikey";
const ACTOR = "x-test-actor";

/** Opens a service before each test and closes it after. */
export function useService(options: ServiceOptions): () => Service {
  let service: (Service & { close(): Promise<void> }) | undefined;
  beforeEach(async () => (service = await openService(options)));
  afterEach(() => service?.close());
  return function currentService() {
    if (service === undefined) throw new Error("there is a service only within a test");
    return service;
  };
}

async function openService({ keyring: more, around = (same) => same, before, ...options }: ServiceOptions) {
  const opened = memoryStore();
  const store = watchedStore(opened);
  const keyring = createKeyring({
    store,
    prefix: "acme",
    peppers: [{ version: 1, secret: "a pepper of thirty-two bytes or more" }],
    policy: { maxKeysPerProject: null },
    ...{ limiter: memoryLimiter(), failures: false, cache: { max: 100 } },
    ...RETRIEVABLE,
    ...more,
  });
  const actors: (Actor | null)[] = [];
  const actor = (req: Request): Actor | null =>
    req.principal ? keyActor(req.principal) : (actors[Number(req.get(ACTOR) ?? -1)] ?? null);
  const headersOf = (as: Actor | null) => ({ [ACTOR]: String(actors.push(as) - 1) });
  const faults: unknown[] = [];
  const app = express();
  before?.(app);
  app.use(
    MOUNT,
    authenticate(keyring, { optional: true }),
    keysRouter(around(keyring), { actor, ...options }),
  );
  app.use((fault: unknown, _req: Request, res: Response, _next: NextFunction) => {
    faults.push(fault);
    res.status(500).json({ fault: "the application's own" });
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  const changes = () => opened.scanChanges({ order: "seq", within: { by: "all" }, limit: 5_000 });

  return {
    keyring,
    store,
    faults,
    changes,
    headersOf,
    port: (server.address() as AddressInfo).port,
    ask(as: Actor | string | null, method: Method, path: string) {
      const test = request(server)[method](MOUNT + path);
      return test.set(typeof as === "string" ? { "x-api-key": as } : headersOf(as));
    },
    async reveals() {
      const shown = (await changes()).filter(({ action }) => action === "tokens_revealed");
      return shown.map(({ detail }) => (JSON.parse(detail) as { readonly keys: readonly string[] }).keys);
    },
    async close() {
      await new Promise<void>((resolve) => void server.close(() => resolve()));
      store.failWith(undefined);
      await keyring.close();
    },
  };
}
