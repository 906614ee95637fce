import { randomUUID } from "node:crypto";

import { systemActor, type Keyring } from "@latchkey/core";
import type { Knex } from "knex";

const ORGANIZATION = "acme";

/**
 * Fills an empty database with an organization and its first key. Of several processes that start together one gets the
 * lines; the others get null, and so does every later start.
 */
export async function firstStart(db: Knex, keyring: Keyring, address: string): Promise<string[] | null> {
  const made_by = randomUUID();
  await db("organizations").insert({ id: ORGANIZATION, made_by }).onConflict().ignore();
  const organization = await db("organizations").where({ id: ORGANIZATION }).first();
  if (organization?.made_by !== made_by) return null;

  const input = { name: "First key", orgId: ORGANIZATION, ownerId: "u-ada", role: "admin" };
  const { token } = await keyring.create(input, systemActor("first-start"));
  return [
    "- The first API key, of Acme, with all permissions in it. What nginx will ask about it, by hand:",
    "",
    `  curl -i -H "x-api-key: ${token}" ${address}/verify/read`,
    "",
    "- nginx, in another terminal, from examples/nginx:",
    "",
    "  nginx -e stderr -p . -c nginx.conf",
  ];
}
