import type { Change } from "../api/api.ts";
import { quoted } from "./quoted.ts";
import { counted } from "./value-words.ts";

/** What a change was made to. */
export type Subject = "key" | "role" | "owner" | "record";

export function subjectKind(action: Change["action"]): Subject {
  if (action === "owner.changed") return "owner";
  if (action === "changes.pruned") return "record";
  return action.startsWith("role.") ? "role" : "key";
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** The name for what was changed: `the key 7Fq2mX0cRt9aLw4Z`. Most changes do not tell a role's: then it is that of now. */
export function subjectOf(change: Change, roleNames: ReadonlyMap<string, string> = NO_NAMES): string {
  switch (subjectKind(change.action)) {
    case "key":
      return `the key ${change.target}`;
    case "role":
      return `the role ${roleName(change, roleNames)}`;
    case "owner":
      return `the owner ${change.target}`;
    case "record":
      return counted(Number(change.note["removed"] ?? 0), "old change");
  }
}

function roleName({ before, after, target }: Change, roleNames: ReadonlyMap<string, string>): string {
  const name = before?.["name"] ?? after?.["name"] ?? roleNames.get(target);
  return name === undefined ? target : quoted(name);
}
