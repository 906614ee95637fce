import { randomBytes, randomUUID } from "node:crypto";

import bcrypt from "bcrypt";
import type { Knex } from "knex";

import { BCRYPT_ROUNDS } from "./session-router.js";
import type { User } from "./tables.js";

/**
 * Fills an empty database with the people of an organization, and gives the lines that say how they sign in. Of
 * processes that start together one gets the lines: the one that adds the owner.
 */
export async function firstStart(db: Knex, address: string): Promise<readonly string[] | null> {
  if (await db<User>("users").first()) return null;
  const admin = somebody("admin");
  const people = [somebody("owner"), admin, somebody("editor")];
  for (const { password, ...person } of people) {
    const password_hash = await bcrypt.hash(password, BCRYPT_ROUNDS);
    const row = { ...person, password_hash, organization: "northwind", active: true };
    await db<User>("users").insert(row).onConflict("email").ignore();
    if (!(await db<User>("users").where({ id: person.id }).first())) return null;
  }
  const cookies = '"${TMPDIR:-/tmp}/gigantik.cookies"';
  const json = '-H "Content-Type: application/json"';
  const credentials = JSON.stringify({ email: admin.email, password: admin.password });
  return [
    ...people.map(({ email, password }) => `- ${email} signs in with the password ${password}`),
    "",
    // The cookie opens what the person may do: nobody else on this machine is to read it.
    "  umask 077",
    `  curl -c ${cookies} ${json} -d '${credentials}' ${address}/session`,
    `  curl -b ${cookies} ${json} -d '{"name":"Importer","role":"editor"}' ${address}/organization/api-keys`,
    `  curl -b ${cookies} ${address}/organization/api-keys`,
  ];
}

function somebody(role: string) {
  const password = randomBytes(12).toString("base64url");
  return { id: randomUUID(), role, email: `${role}@northwind.example`, password };
}
