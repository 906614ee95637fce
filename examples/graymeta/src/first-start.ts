import { systemActor, type Keyring } from "@latchkey/core";
import type { Knex } from "knex";

import { addUser } from "./users/users.js";

/**
 * Fills an empty database with an administrator and a user who can do little, and makes each a key. Of several processes
 * that start together the one that adds both shows the keys.
 */
export async function firstStart(db: Knex, keyring: Keyring, address: string): Promise<string[] | null> {
  const ada = await addUser(db, "Ada", ["*:*"]);
  const vera = ada && (await addUser(db, "Vera", ["api-keys:*", "items:read"]));
  if (ada === null || vera === null) return null;

  const keyOf = async (ownerId: string): Promise<string> => {
    const input = { name: "First key", ownerId, inherits: true };
    return (await keyring.create(input, systemActor("first-start"))).token;
  };
  const adasKey = await keyOf(ada);
  return [
    `- The first API key of Vera (user ${vera}), who sees items and manages her own keys:`,
    `  ${await keyOf(vera)}`,
    `- The first API key of Ada (user ${ada}), the administrator:`,
    `  ${adasKey}`,
    "- List Ada's keys, and create one more:",
    "",
    `  curl -H "Authorization: Bearer ${adasKey}" ${address}/api/data/api-keys`,
    `  curl -H "Authorization: Bearer ${adasKey}" -H "Content-Type: application/json" \\`,
    `    -d '{"name": "Slack Integration"}' ${address}/api/data/api-keys`,
  ];
}
