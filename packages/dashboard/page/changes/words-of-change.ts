import type { Change } from "../api/api.ts";
import { shortTime } from "../times/exact-time.ts";
import { phraseOf, type Clause, type Phrase } from "./clause.ts";
import { fieldClauses } from "./field-clauses.ts";
import { quoted } from "./quoted.ts";
import { subjectOf } from "./subject-of.ts";
import { counted, timeWords } from "./value-words.ts";

/**
 * What was done, as the part of a sentence that follows who did it: `disabled this key`. Whatever people have written
 * in it, such as names, is text like the rest.
 */
export function wordsOfChange(change: Change, subject: string = subjectOf(change)): string {
  const { before, after } = phraseOfChange(change);
  return `${before}${subject}${after}`;
}

/** The same around the subject, for where that is a link. */
export function phraseOfChange(change: Change): Phrase {
  const [first, ...others] = CLAUSES[change.action](change);
  return phraseOf(first, others);
}

type Clauses = readonly [Clause, ...Clause[]];

const CLAUSES: Readonly<Record<Change["action"], (change: Change) => Clauses>> = {
  "key.created": ({ after, note }) => [
    { verb: note["imported"] === undefined ? "made" : "imported", rest: named(after) },
  ],
  "key.updated": updated,
  "key.rotated": rotated,
  "key.overlap_ended": () => [{ verb: "turned off", part: "old token" }],
  "key.revoked": ({ note }) => [{ verb: "revoked", rest: because(note["reason"]) }],
  "key.purged": ({ note }) => [{ verb: "removed", rest: `${named(note)}, from the database` }],
  tokens_revealed: revealed,
  "role.created": () => [{ verb: "made" }],
  "role.updated": updated,
  "role.deleted": () => [{ verb: "deleted" }],
  "owner.changed": () => [{ verb: "reported a change of" }],
  "changes.pruned": ({ note }) => [{ verb: "removed", rest: beginningOf(note["first_seq"]) }],
};

function updated(change: Change): Clauses {
  const [first = { verb: "changed" }, ...others] = fieldClauses(change);
  return [first, ...others];
}

function rotated({ after }: Change): Clauses {
  const until = after?.["overlap_ends_at"] ?? null;
  const rest =
    until === null
      ? " (the old token stopped working at once)"
      : ` (the old token works until ${timeWords(until, shortTime)})`;
  return [{ verb: "rotated", rest }];
}

function revealed({ note }: Change): Clauses {
  const others = Array.isArray(note["keys"]) ? note["keys"].length - 1 : 0;
  if (others <= 0) return [{ verb: "showed", part: "token", rest: " again" }];
  return [{ verb: "showed", part: "tokens", rest: ` and ${counted(others, "more key")} again` }];
}

function named(fields: Change["after"]): string {
  const name = fields?.["name"];
  return name === undefined ? "" : `, ${quoted(name)}`;
}

function because(reason: unknown): string {
  return reason === undefined || reason === null ? "" : `: ${quoted(reason)}`;
}

function beginningOf(seq: unknown): string {
  return typeof seq === "number" ? `; the record now begins with change ${seq}` : "";
}
