import { systemActor, type Actor, type ListChanges, type ListKeys } from "@latchkey/core";

import { PLACES } from "./places.ts";

/** A list that can be paged through. */
export type PageKind = {
  readonly name: string;
  readonly actor: Actor;
  /** Where its middle is, and a place shortly before its end, in a table of so many rows. */
  deep(this: void, rows: number): { readonly middle: Place; readonly end: Place };
} & (
  { readonly of: "keys"; readonly query: ListKeys } | { readonly of: "changes"; readonly query: ListChanges }
);

/** Behind the row of this number, or of this name and number. */
export interface Place {
  readonly number: number;
  readonly nameLower?: string;
}

const READING = ["api-keys:read", "api-changes:read"];
const everybody = systemActor("bench");
const member = actorIn(PLACES.org);
const memberOfFive = actorIn(PLACES.org, ...PLACES.smallOrgs);
const owner: Actor = {
  kind: "user",
  id: PLACES.owner,
  grants: [{ org: "*", permissions: READING, reach: "own" }],
};

// Half of all keys are called "ci", and a tenth "deploy" and a number.
const CI = { sort: "name", q: "c" } as const;
const DEPLOY = { sort: "name", q: "deploy" } as const;

export const pageKinds: readonly PageKind[] = [
  keys("all keys, the newest first", everybody, {}),
  keys("all keys, the oldest first", everybody, { sort: "created_at" }, fromOldest),
  keys("all keys by name", everybody, { sort: "name" }, named(0.5, "deploy 9")),
  keys("revoked keys", everybody, { status: "revoked" }),
  keys("keys whose names begin with c", everybody, CI, (rows) => ({
    middle: { nameLower: "ci", number: rows / 2 },
    end: { nameLower: "ci", number: rows - nearEnd(rows) },
  })),
  keys("the last of a name and of its prefix", everybody, CI, (rows) => ({
    middle: { nameLower: "ci", number: rows - 100 },
    end: { nameLower: "ci", number: rows - 50 },
  })),
  keys("keys whose names begin with deploy", everybody, DEPLOY, named("deploy 5", "deploy 9")),
  keys("the same, the newest first", everybody, { q: "deploy" }),
  keys("an organization's keys", member, {}),
  keys("an organization's keys by name", member, { sort: "name" }, named(0.5, "deploy 6")),
  keys("those whose names begin with deploy", member, DEPLOY, named("deploy 3", "deploy 6")),
  keys("a project's keys", everybody, { orgId: PLACES.org, projectId: PLACES.project }),
  keys("five organizations' keys", memberOfFive, {}),
  keys("five organizations' keys by name", memberOfFive, { sort: "name" }, named(0.5, "deploy 6")),
  keys("an owner's keys", everybody, { ownerId: PLACES.owner }),
  keys("one's own keys by name", owner, { sort: "name" }, named(0.25, "ci")),
  keys("keys of a role that one in a hundred has", everybody, { role: PLACES.rareRole }),
  changes("all changes", everybody, {}),
  changes("a key's changes", everybody, { keyId: PLACES.target }),
  changes("an actor's changes", everybody, { actorId: PLACES.actor }),
  changes("an organization's changes", member, {}),
  changes("five organizations' changes", memberOfFive, {}),
  changes("changes of an action that one in twenty is of", everybody, { action: "key.updated" }),
];

function keys(name: string, actor: Actor, query: ListKeys, deep: PageKind["deep"] = fromNewest): PageKind {
  return { of: "keys", name, actor, query, deep };
}

function changes(name: string, actor: Actor, query: ListChanges): PageKind {
  return { of: "changes", name, actor, query, deep: fromNewest };
}

function actorIn(...orgs: readonly string[]): Actor {
  const grants = orgs.map((org) => ({ org, permissions: READING, reach: "all" as const }));
  return { kind: "user", id: "member", grants };
}

function fromNewest(rows: number): ReturnType<PageKind["deep"]> {
  return { middle: { number: rows / 2 }, end: { number: nearEnd(rows) } };
}

function fromOldest(rows: number): ReturnType<PageKind["deep"]> {
  return { middle: { number: rows / 2 }, end: { number: rows - nearEnd(rows) } };
}

/** Behind names; a share stands for one of the keys called "ci". */
function named(middle: string | number, end: string): PageKind["deep"] {
  return (rows) => ({
    middle:
      typeof middle === "number"
        ? { nameLower: "ci", number: rows * middle }
        : { nameLower: middle, number: 0 },
    end: { nameLower: end, number: end === "ci" ? rows / 2 : 0 },
  });
}

/** So far from the end that one in twenty-five makes a page. */
function nearEnd(rows: number): number {
  return Math.min(1_500, rows / 2);
}
