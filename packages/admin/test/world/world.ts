import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import {
  createKeyring,
  keyActor,
  memoryLimiter,
  systemActor,
  type Actor,
  type ChangeRecord,
  type Keyring,
  type KeyringOptions,
} from "@latchkey/core";
import { fakeClock, type FakeClock } from "@latchkey/core/testing";
import { authenticate } from "@latchkey/express";
import express, { type Express, type NextFunction, type Request, type Response, type Router } from "express";
import request, { type Response as Reply, type Test } from "supertest";

import { adminRouter, type AdminOptions } from "../../src/index.js";
import type { Body } from "./body.js";
import { expectDocumented } from "./conformance.js";
import type { Setting } from "./settings.js";
import { watchedStore, type WatchedStore } from "./watched-store.js";

/** An application with the admin router in it, that listens. */
export interface World {
  readonly keyring: Keyring;
  readonly store: WatchedStore;
  readonly clock: FakeClock;
  readonly mount: string;
  /** What was recorded, oldest first. */
  changes(): Promise<readonly ChangeRecord[]>;
  /** What went to the application's error handler. */
  readonly faults: readonly unknown[];
  /** Asks as this actor, or as nobody, and checks the answer against the OpenAPI document. */
  as(actor: Actor | null): Client;
  /** Asks with an API key. */
  withKey(token: string): Client;
  /** What makes a request one of this actor. */
  headersOf(actor: Actor | null): Record<string, string>;
  readonly port: number;
  /** A request whose answer is not checked, to a path of the whole application. */
  raw(method: Method, path: string): Test;
}

export type Method = "get" | "head" | "post" | "patch" | "delete" | "put" | "options";

/** An answer whose body has a type. */
export interface Answer extends Reply {
  body: Body;
}

/** Sends a request to a path of the router; `headers` replace those it sends by itself. */
type Send = (path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Answer>;

export interface Client extends Readonly<Record<Method, Send>> {
  /** The same with the method as a value. */
  send(method: Method, ...request: Parameters<Send>): Promise<Answer>;
}

export interface WorldOptions extends Partial<AdminOptions> {
  /** What the application does before the router. */
  readonly before?: (app: Express) => void;
  /** What the application says to its keyring. */
  readonly keyring?: Partial<KeyringOptions>;
}

/** Opens a world before each test and closes it after. */
export function useWorld(setting: Setting, options: WorldOptions = {}): () => World {
  let world: World | undefined;
  let close: () => Promise<void> = async () => {};

  beforeEach(async () => ({ world, close } = await openWorld(setting, options)));
  afterEach(() => close());

  return function currentWorld() {
    if (world === undefined) throw new Error("there is a world only within a test");
    return world;
  };
}

/** Each test has a keyring of its own; room for 100,000 counters in every one would be most of what the suite costs. */
const FEW_COUNTERS: Partial<KeyringOptions> = {
  limiter: memoryLimiter(),
  failures: false,
  cache: { max: 100 },
};

const METHODS: readonly Method[] = ["get", "head", "post", "patch", "delete", "put", "options"];
const ACTOR_HEADER = "x-test-actor";

async function openWorld(setting: Setting, { before, keyring: more, ...options }: WorldOptions) {
  const { mount } = setting;
  const opened = await setting.openStore();
  const store = watchedStore(opened.store);
  const clock = fakeClock();
  const keyring = createKeyring({
    store,
    clock,
    prefix: "acme",
    peppers: [{ version: 1, secret: "a pepper of thirty-two bytes or more" }],
    roles: { reader: ["bundles:read"], keeper: ["api-keys:*"], admin: ["*:*"] },
    ...FEW_COUNTERS,
    ...more,
  });

  const actors: (Actor | null)[] = [];
  const actor = (req: Request): Actor | null => {
    if (req.principal !== undefined) return keyActor(req.principal);
    return actors[Number(req.get(ACTOR_HEADER) ?? -1)] ?? null;
  };
  const faults: unknown[] = [];
  const app = express();
  before?.(app);
  mountAt(app, mount, [
    authenticate(keyring, { optional: true }),
    adminRouter(keyring, { actor, ...options }),
  ]);
  app.use((fault: unknown, _req: Request, res: Response, _next: NextFunction) => {
    faults.push(fault);
    res.status(500).json({ error: "internal" });
  });
  const server = await listening(app);

  function client(identity: Readonly<Record<string, string>>): Client {
    async function send(method: Method, path: string, body?: unknown, headers: object = {}): Promise<Answer> {
      const agent = request(server);
      const test = agent[method](mount + path).set({ ...identity, ...headers });
      const answer = await (body === undefined ? test : test.send(body as object));
      expectDocumented(method, path, answer);
      return answer;
    }
    const methods = METHODS.map((method) => [method, (...args: Parameters<Send>) => send(method, ...args)]);
    return { ...(Object.fromEntries(methods) as Record<Method, Send>), send };
  }

  const world: World = {
    keyring,
    store,
    clock,
    mount,
    changes: () => opened.store.scanChanges({ order: "seq", within: { by: "all" }, limit: 1_000 }),
    faults,
    as: (asking) => client(world.headersOf(asking)),
    withKey: (token) => client({ "x-api-key": token }),
    headersOf: (asking) => ({ [ACTOR_HEADER]: String(actors.push(asking) - 1) }),
    port: (server.address() as AddressInfo).port,
    raw: (method, path) => request(server)[method](path),
  };
  async function close(): Promise<void> {
    await closed(server);
    store.failWith(undefined);
    await keyring.close();
    await opened.close();
  }
  return { world, close };
}

/** `/deep/admin` through a router within the application, so that paths are taken off twice. */
function mountAt(app: Express, mount: string, handlers: readonly express.RequestHandler[]): void {
  if (mount === "") return void app.use(...handlers);
  const [, outer = "", inner = ""] = mount.split("/");
  const router: Router = express.Router();
  router.use(`/${inner}`, ...handlers);
  app.use(`/${outer}`, router);
}

function listening(app: Express): Promise<Server> {
  return new Promise((resolve) => {
    const server = app.listen(0, "127.0.0.1", () => resolve(server));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => void server.close(() => resolve()));
}

/** What makes keys without asking anybody, for the beginnings of tests. */
export const setup = systemActor("test");

/** A keyring whose tokens can be shown again. */
export const RETRIEVABLE: Partial<KeyringOptions> = {
  reveal: { sealingKeys: [{ version: 1, secret: "a sealing key of thirty-two bytes or more" }] },
};
