import { randomUUID } from "node:crypto";

import { databaseAddress, openDatabase, type RunningExample } from "@latchkey/example-host";
import { createSqlite, startOn, type CreateDatabase } from "@latchkey/example-host/testing";
import bcrypt from "bcrypt";
import type { Knex } from "knex";
import request from "supertest";
import type TestAgent from "supertest/lib/agent.js";

import { gigantik } from "../../src/gigantik.js";
import type { User } from "../../src/tables.js";

export const PEPPER = "a pepper for tests, long enough to be one";
/** Where the keys of an organization are. */
export const KEYS = "/organization/api-keys";
/** How times are written. */
export const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const SECRETS = { LATCHKEY_PEPPER: PEPPER, SESSION_SECRET: "a session secret for tests, long enough" };

/** A running Gigantik, and who can sign in to it. */
export interface StartedGigantik {
  readonly address: string;
  /** Its `DATABASE_URL`. */
  readonly url: string;
  readonly printed: readonly string[];
  /** The people of the first start, by their roles. */
  readonly people: Readonly<Record<"owner" | "admin" | "editor", Credentials>>;
  stop(): Promise<void>;
  /** Starts it once more, on the same database. */
  startAgain(): Promise<RunningExample>;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Gigantik after its first start, on a database of its own. */
export async function startGigantik(create: CreateDatabase = createSqlite): Promise<StartedGigantik> {
  const url = await create();
  const start = () => startOn(gigantik, () => Promise.resolve(url), SECRETS);
  const { address, printed, stop } = await start();
  const [owner, admin, editor] = printed.flatMap(credentialsIn);
  if (!owner || !admin || !editor) throw new Error(`not the people of a first start: ${printed.join("\n")}`);
  return { address, url, printed, people: { owner, admin, editor }, stop, startAgain: start };
}

function credentialsIn(line: string): Credentials[] {
  const found = /^- (?<email>\S+) signs in with the password (?<password>\S+)$/.exec(line)?.groups;
  return found ? [found as unknown as Credentials] : [];
}

/** A client with the session of whoever signed in. */
export async function signIn(address: string, credentials: Credentials): Promise<TestAgent> {
  const agent = request.agent(address);
  const { email, password } = credentials;
  await agent.post("/session").send({ email, password }).expect(204);
  return agent;
}

/** A client for each of the people of the first start. */
export async function signInAll({
  address,
  people,
}: StartedGigantik): Promise<Readonly<Record<keyof StartedGigantik["people"], TestAgent>>> {
  return {
    owner: await signIn(address, people.owner),
    admin: await signIn(address, people.admin),
    editor: await signIn(address, people.editor),
  };
}

/** Adds somebody as the application's own pages would, of which it has none. */
export async function addPerson(
  { url }: StartedGigantik,
  { role, organization = "northwind" }: { readonly role: string; readonly organization?: string },
): Promise<Credentials & { readonly id: string }> {
  const id = randomUUID();
  const [email, password] = [`${id}@${organization}.example`, "correct horse"];
  const password_hash = await bcrypt.hash(password, 4);
  await inDatabase(url, (db) =>
    db<User>("users").insert({ id, email, password_hash, organization, role, active: true }),
  );
  return { id, email, password };
}

/** Does something in the database behind the application's back. */
export async function inDatabase<Result>(
  url: string,
  work: (db: Knex) => PromiseLike<Result>,
): Promise<Result> {
  const db = openDatabase(databaseAddress(url, ""));
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

export interface Made {
  readonly key: { readonly id: string; readonly name: string; readonly role: string; readonly hint: string };
  readonly token: string;
}

/** Makes a key of the organization of whoever signed in. */
export async function makeKey(agent: TestAgent, role: string, name = `A key of ${role}`): Promise<Made> {
  const answer = await agent.post(KEYS).send({ name, role }).expect(201);
  return answer.body as Made;
}

/** The status that a key gets for a request to the content. */
export async function statusOf(
  address: string,
  token: string,
  add?: { readonly title: string },
): Promise<number> {
  const asked =
    add === undefined ? request(address).get("/content") : request(address).post("/content").send(add);
  return (await asked.set("x-api-key", token)).status;
}
