import { randomUUID } from "node:crypto";

import { systemActor, type Keyring } from "@latchkey/core";
import type { Knex } from "knex";

export const ORGANIZATION = "gjirafa";
const PROJECTS = ["news", "video"];

/** Who owns the first key: what the identity server calls this person or service, the claim `sub`. */
export const ADMINISTRATOR = "captain-admin";

/**
 * Fills an empty database: an organization with two projects and its administrator's first key, whose token it gives.
 * Of several processes that start together one gets it; the others get null, and so does every later start.
 */
export async function firstStart(db: Knex, keyring: Keyring): Promise<string | null> {
  const made_by = randomUUID();
  await db("organizations").insert({ id: ORGANIZATION, made_by }).onConflict().ignore();
  const organization = await db("organizations").where({ id: ORGANIZATION }).first();
  if (organization?.made_by !== made_by) return null;

  for (const id of PROJECTS) await db("projects").insert({ organization_id: ORGANIZATION, id });
  const key = { name: "First key", orgId: ORGANIZATION, ownerId: ADMINISTRATOR, role: "admin" };
  return (await keyring.create(key, systemActor("first-start"))).token;
}
