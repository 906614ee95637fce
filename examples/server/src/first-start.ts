import { randomBytes, randomUUID } from "node:crypto";

import { systemActor, type Keyring } from "@latchkey/core";
import type { Knex } from "knex";

import { hashPassword } from "./accounts/password.js";
import { bundleStore } from "./bundles/bundle-store.js";
import type { OrganizationRow, ProjectRow, UserRow } from "./database/tables.js";

/** What can be shown this once. */
export interface FirstStart {
  readonly admin: { readonly email: string; readonly password: string; readonly organization: string };
  readonly token: string;
}

interface Credentials {
  readonly email: string;
  readonly password: string;
}

interface NewUser extends Credentials {
  readonly name: string;
  readonly organization: string | null;
}

const ACME = { id: "acme", name: "Acme" };
const ORGANIZATIONS: readonly OrganizationRow[] = [ACME, { id: "globex", name: "Globex" }];
const PROJECTS: readonly ProjectRow[] = [
  { organization_id: "acme", id: "website", name: "Website" },
  { organization_id: "acme", id: "mobile-app", name: "Mobile app" },
  { organization_id: "globex", id: "warehouse", name: "Warehouse" },
];

/**
 * Fills an empty database: two organizations, the operator, an administrator of one organization, and that
 * administrator's first key. Of several processes that start together one gets the key; the others get null, and so
 * does every later start.
 */
export async function firstStart(
  db: Knex,
  keyring: Keyring,
  operator: Credentials,
): Promise<FirstStart | null> {
  const admin = { email: `ada@${ACME.id}.example`, password: randomBytes(12).toString("base64url") };
  if (await findUser(db, admin.email)) return null;

  const owner = await userRow({ ...admin, name: "Ada", organization: ACME.id });
  await insertMissing(db, "organizations", ORGANIZATIONS);
  await insertMissing(db, "projects", PROJECTS);
  await insertMissing(db, "users", [
    await userRow({ ...operator, name: "Operator", organization: null }),
    owner,
  ]);
  const winner = await findUser(db, admin.email);
  if (winner?.id !== owner.id) return null;

  const key = { name: "First key", orgId: ACME.id, ownerId: owner.id, role: "admin" };
  const made = await keyring.create(key, systemActor("first-start"));
  await bundleStore(db).add({ orgId: ACME.id, projectId: null, name: "welcome", keyId: made.key.id });
  return { admin: { ...admin, organization: ACME.name }, token: made.token };
}

function findUser(db: Knex, email: string): Promise<UserRow | undefined> {
  return db("users").where({ email }).first();
}

/** Each row by itself: in one transaction, MariaDB finds a deadlock between processes that start together. */
async function insertMissing(db: Knex, table: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) await db(table).insert(row).onConflict().ignore();
}

async function userRow({ email, password, name, organization }: NewUser): Promise<UserRow> {
  const password_hash = await hashPassword(password);
  return { id: randomUUID(), email, name, password_hash, organization_id: organization, active: true };
}
