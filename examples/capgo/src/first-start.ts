import { systemActor, type Keyring } from "@latchkey/core";
import type { Knex } from "knex";

const FIRST = { ownerId: "user_123", orgId: "org_123" };
const SECOND = { ownerId: "user_456", orgId: "org_789" };

const MEMBERS = [
  { user_id: FIRST.ownerId, org_id: FIRST.orgId },
  { user_id: FIRST.ownerId, org_id: "org_456" },
  { user_id: SECOND.ownerId, org_id: SECOND.orgId },
];

/**
 * Fills an empty database: two accounts, and a key of mode `all` for each. Of several processes that start together
 * one shows them; the others get null, and so does every later start.
 */
export async function firstStart(db: Knex, keyring: Keyring, address: string): Promise<string[] | null> {
  if (!(await isFilledHere(db))) return null;
  const [first, second] = await keyring.createMany(
    [FIRST, SECOND].map((owner) => ({ ...owner, name: "First key", role: "all" })),
    systemActor("first-start"),
  );
  const post = `-H "Content-Type: application/json" -d '{ "org_id": "org_456", "mode": "read" }'`;
  return [
    "- The account user_123 has the organizations org_123 and org_456, and a key of mode all. Try it:",
    "",
    `  KEY='${first?.token}'`,
    `  curl -H "authorization: ${first?.token}" ${address}/apikey/`,
    `  curl -X POST -H "authorization: ${first?.token}" ${post} ${address}/apikey/`,
    "",
    "- The account user_456 has the organization org_789, a key of mode all, and no part in the others:",
    "",
    `  OTHER='${second?.token}'`,
  ];
}

/** All rows or none: whoever comes second finds the first one's. */
async function isFilledHere(db: Knex): Promise<boolean> {
  const isFilled = async () => (await db("members").first()) !== undefined;
  if (await isFilled()) return false;
  try {
    await db("members").insert(MEMBERS);
    return true;
  } catch (error) {
    if (await isFilled()) return false;
    throw error;
  }
}
