import type { Change } from "../api/api.ts";
import { shortTime } from "../times/exact-time.ts";
import type { Clause } from "./clause.ts";
import { permissionDifference } from "./permission-difference.ts";
import { quoted } from "./quoted.ts";
import { subjectKind } from "./subject-of.ts";
import { counted, rateLimitWords, timeWords } from "./value-words.ts";

/** What was done to each field of a key or a role that differs. */
export function fieldClauses({ action, before, after }: Change): readonly Clause[] {
  const isRole = subjectKind(action) === "role";
  return Object.entries(after ?? {})
    .filter(([field]) => field !== "version")
    .map(([field, value]) =>
      isRole && field === "name" ? renamedRole(value) : clauseOf(field, value, before?.[field] ?? null),
    );
}

type FieldWords = (after: unknown, before: unknown) => Clause;

const FIELDS: Readonly<Record<string, FieldWords>> = {
  enabled: (after) => ({ verb: after === true ? "enabled" : "disabled" }),
  name: (after, before) => ({ verb: "renamed", rest: ` from ${quoted(before)} to ${quoted(after)}` }),
  description: () => ({ verb: "changed", part: "description" }),
  role: roleClause,
  permissions: (after, before) => ({
    verb: "changed",
    part: "permissions",
    rest: permissionDifference(after, before),
  }),
  inherits: (after) =>
    after === true
      ? { verb: "let", rest: " inherit its owner's permissions" }
      : { verb: "stopped", rest: " from inheriting its owner's permissions" },
  not_before: (after) =>
    after === null
      ? { verb: "removed", part: "start time" }
      : { verb: "made", rest: ` valid from ${shortly(after)}` },
  expires_at: expiryClause,
  allowed_networks: networksClause,
  rate_limit: (after) =>
    after === null
      ? { verb: "removed", part: "rate limit" }
      : { verb: "limited", rest: ` to ${rateLimitWords(after)}` },
  metadata: () => ({ verb: "changed", part: "metadata" }),
  tags: (after) =>
    Array.isArray(after) && after.length > 0
      ? { verb: "changed", part: "tags", rest: ` to ${after.map(quoted).join(", ")}` }
      : { verb: "removed", part: "tags" },
};

/** The old name is what the role is called in that sentence already. */
function renamedRole(after: unknown): Clause {
  return { verb: "renamed", rest: ` to ${quoted(after)}` };
}

function clauseOf(field: string, after: unknown, before: unknown): Clause {
  const words = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined;
  return words?.(after, before) ?? { verb: "changed", part: field };
}

function roleClause(after: unknown, before: unknown): Clause {
  if (before === null) return { verb: "gave", rest: ` the role ${quoted(after)}` };
  if (after === null) return { verb: "removed", part: `role ${quoted(before)}` };
  return { verb: "changed", part: "role", rest: ` from ${quoted(before)} to ${quoted(after)}` };
}

function expiryClause(after: unknown, before: unknown): Clause {
  if (after === null) return { verb: "let", rest: " work without an end" };
  if (before === null) return { verb: "made", rest: ` expire on ${shortly(after)}` };
  return { verb: "changed", part: "expiry", rest: ` from ${shortly(before)} to ${shortly(after)}` };
}

const MOST_NETWORKS_NAMED = 3;

function networksClause(after: unknown): Clause {
  if (!Array.isArray(after)) return { verb: "let", rest: " be used from everywhere" };
  const named = after.length > 0 && after.length <= MOST_NETWORKS_NAMED;
  return { verb: "limited", rest: ` to ${named ? after.join(", ") : counted(after.length, "network")}` };
}

function shortly(time: unknown): string {
  return timeWords(time, shortTime);
}
