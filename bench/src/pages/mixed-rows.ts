import type { Filler } from "./filler.ts";
import { PLACES } from "./places.ts";

/**
 * In SQL, from `n` and `first`, the columns in which rows differ from the first of their table: mixed as after years,
 * so that nobody's keys lie together.
 */
export function mixedRows(
  { text, hex }: Filler,
  keys: number,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const id = text(hex(`((n * 2654435761) % 4294967296)`), hex(`((n * 2246822519) % 4294967296)`));
  /** A number below `below` that has nothing to do with those of other factors. */
  const any = (factor: number, below: number) => `(((n * ${factor}) % 4294967296) % 1000003 % ${below})`;
  const among = (kind: string, factor: number, count: number) =>
    text(`'${kind}_'`, any(factor, Math.max(1, count)));

  const orgId = `case when ${any(3266489917, 10)} < 2 then '${PLACES.org}' when ${any(3266489917, 10)} = 2 then null else ${among("org", 668265263, keys / 100)} end`;
  const ownerId = `case when ${any(374761393, 20)} = 0 then '${PLACES.owner}' when ${any(374761393, 20)} = 1 then null else ${among("user", 2654435769, keys / 20)} end`;
  const isRevoked = `${any(1597334677, 5)} = 0`;
  const nth = any(3812015801, 10);
  const named = (api: string) =>
    `case when ${nth} < 5 then 'ci' when ${nth} = 5 then ${text("'deploy '", "n")} else ${text(api, "n")} end`;
  return {
    latchkey_keys: {
      id,
      number: "n",
      name: named("'API key '"),
      name_lower: named("'api key '"),
      org_id: orgId,
      project_id: `case when ${any(3266489917, 10)} <> 2 and ${any(2147483647, 3)} = 0 then '${PLACES.project}' end`,
      owner_id: ownerId,
      role: `case when ${any(2869860233, 100)} = 0 then 'b:${PLACES.rareRole}' else 'b:reader' end`,
      revoked_at: `case when ${isRevoked} then first.created_at + n * 1000 + 5000 end`,
      live: `case when ${isRevoked} then false else true end`,
      created_at: "first.created_at + n * 1000",
      updated_at: `first.created_at + n * 1000 + case when ${isRevoked} then 5000 else 0 end`,
      version: `case when ${isRevoked} then 2 else 1 end`,
    },
    latchkey_changes: {
      seq: "n",
      at: "first.at + n * 1000",
      actor_kind: "'user'",
      actor_id: `case when ${any(1103515245, 20)} = 0 then '${PLACES.actor}' else ${among("user", 2654435769, keys / 20)} end`,
      action: `case when ${any(1442695041, 20)} = 0 then 'key.updated' else 'key.created' end`,
      target: `case when ${any(1442695041, 20)} = 0 then '${PLACES.target}' else ${id} end`,
      owner_id: ownerId,
      org_id: orgId,
    },
    latchkey_last_used: { key_id: id, at: "first.at + n * 1000" },
  };
}
