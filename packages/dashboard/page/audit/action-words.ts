import type { Change } from "../api/api.ts";

/** What can be looked for, in the order in which it is offered. */
export const ACTION_WORDS: Readonly<Record<Change["action"], string>> = {
  "key.created": "Key made",
  "key.updated": "Key changed",
  "key.rotated": "Key rotated",
  "key.overlap_ended": "Old token turned off",
  "key.revoked": "Key revoked",
  "key.purged": "Key removed from the database",
  tokens_revealed: "Tokens shown again",
  "role.created": "Role made",
  "role.updated": "Role changed",
  "role.deleted": "Role deleted",
  "owner.changed": "Owner changed",
  "changes.pruned": "Old changes removed",
};

export function isAction(value: string | null): value is Change["action"] {
  return value !== null && Object.hasOwn(ACTION_WORDS, value);
}
