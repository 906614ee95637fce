import type { WireFormat } from "@latchkey/admin";
import type { Actor, ApiKey, Checkpoint, Keyring, KeyStore, Pepper } from "@latchkey/core";
import type { RedisClient } from "@latchkey/redis";
import type { Express, Request, RequestHandler } from "express";
import type { Knex } from "knex";
import type { PassportStatic } from "passport";
import type { ZodType } from "zod";

// What the examples of docstrings take for granted in the code they stand in.
declare global {
  const app: Express;
  const req: Request;
  const passport: PassportStatic;
  const sessionRouter: RequestHandler;
  const listBundles: RequestHandler;
  const createBundle: RequestHandler;
  const newContent: ZodType<{ title: string }>;

  const db: Knex;
  const knexPkg: { knex(config: object): Knex };
  const client: RedisClient;
  const store: KeyStore;
  const emptyStoreOfMine: () => Promise<KeyStore>;

  const peppers: readonly Pepper[];
  const keyring: Keyring;
  const key: ApiKey;
  const id: string;
  const text: string;
  const kept: Checkpoint;
  const wire: WireFormat;
  /** Of the keyring's methods it is the actor, of the routers' option the function that finds it. */
  const actor: Actor & ((req: Request) => Actor | null);
}
