import { randomBytes } from "node:crypto";

import type { Knex } from "knex";

export interface User {
  readonly id: string;
  readonly name: string;
  /** What all keys of the user may do. */
  readonly permissions: readonly string[];
  /** Keys of a user who is not are refused. */
  readonly active: boolean;
}

/** An id as users and items have it: 32 hexadecimal digits. */
export function newId(): string {
  return randomBytes(16).toString("hex");
}

export async function findUser(db: Knex, id: string): Promise<User | null> {
  const row = await db("users").where({ id }).first();
  if (row === undefined) return null;
  const { name, permissions, active } = row;
  return { id, name, permissions: JSON.parse(permissions) as string[], active: Boolean(active) };
}

/** Null when there is no such user. */
export async function changeUser(
  db: Knex,
  id: string,
  { permissions, active }: Pick<User, "permissions" | "active">,
): Promise<User | null> {
  const granted = JSON.stringify(permissions);
  await db("users").where({ id }).update({ permissions: granted, active });
  return findUser(db, id);
}

/** Adds a user and gives the id; null when there is one of this name already. */
export async function addUser(db: Knex, name: string, permissions: string[]): Promise<string | null> {
  const row = { id: newId(), name, permissions: JSON.stringify(permissions), active: true };
  await db("users").insert(row).onConflict("name").ignore();
  return (await findUser(db, row.id)) && row.id;
}
