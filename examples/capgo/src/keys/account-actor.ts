import { keyActor, type Actor, type Principal } from "@latchkey/core";
import type { Knex } from "knex";

import { organizationsOf } from "../accounts.js";

/**
 * Who manages keys with a key. One of mode `all` does it for its account: for the account's own keys, in all of its
 * organizations. The others act for themselves, and none of their modes has anything to do with keys.
 */
export async function accountActor(db: Knex, principal: Principal): Promise<Actor> {
  const { ownerId, role, number } = principal;
  if (role !== "all" || ownerId === null) return keyActor(principal);
  const organizations = await organizationsOf(db, ownerId);
  const grants = organizations.map((org) => ({ org, role: "all", permissions: [], reach: "own" }) as const);
  return { kind: "user", id: ownerId, name: `with key ${number}`, grants };
}
