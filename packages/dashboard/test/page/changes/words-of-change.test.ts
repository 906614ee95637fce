import { actorOpening, actorWords } from "../../../page/changes/actor-words.ts";
import { subjectOf } from "../../../page/changes/subject-of.ts";
import { phraseOfChange, wordsOfChange } from "../../../page/changes/words-of-change.ts";
import { shortTime } from "../../../page/times/exact-time.ts";

type Change = Parameters<typeof wordsOfChange>[0];

const CHANGE: Change = {
  seq: 7,
  at: "2027-01-01T00:00:00.000Z",
  action: "key.updated",
  target: "7Fq2mX0cRt9aLw4Z",
  actor_kind: "user",
  actor_id: "u-17",
  actor_name: "Ana",
  owner_id: null,
  org_id: null,
  project_id: null,
  address: null,
  request_id: null,
  before: null,
  after: null,
  note: {},
  hash: "v1$x",
};

const SOME_TIME = "2027-03-01T12:00:00.000Z";
const LATER = "2027-04-01T12:00:00.000Z";

const words = (change: Partial<Change>, subject = "this key") =>
  wordsOfChange({ ...CHANGE, ...change }, subject);

/** What an update of these fields says; the version differs each time. */
function updated(before: Record<string, unknown>, after: Record<string, unknown>): string {
  return words({ before: { ...before, version: 1 }, after: { ...after, version: 2 } });
}

describe("the words for an operation", () => {
  it.each([
    [{ action: "key.created", after: { name: "Nightly" } }, "made this key, “Nightly”"],
    [
      { action: "key.created", after: { name: "Nightly" }, note: { imported: "old" } },
      "imported this key, “Nightly”",
    ],
    [{ action: "key.overlap_ended" }, "turned off the old token of this key"],
    [{ action: "key.revoked", note: { reason: null } }, "revoked this key"],
    [{ action: "key.revoked", note: { reason: "leaked in a log" } }, "revoked this key: “leaked in a log”"],
    [
      { action: "key.purged", note: { number: 3, name: "Old" } },
      "removed this key, “Old”, from the database",
    ],
    [{ action: "tokens_revealed", note: { keys: ["a"] } }, "showed the token of this key again"],
    [
      { action: "tokens_revealed", note: { keys: ["a", "b"] } },
      "showed the tokens of this key and 1 more key again",
    ],
    [
      { action: "tokens_revealed", note: { keys: ["a", "b", "c"] } },
      "showed the tokens of this key and 2 more keys again",
    ],
  ] satisfies [Partial<Change>, string][])("of %j are: %s", (change, expected) =>
    expect(words(change)).toBe(expected),
  );

  const ROTATED = { action: "key.rotated", before: { overlap_ends_at: null, version: 1 } } as const;

  it("tell until when the token from before a rotation works", () => {
    expect(words({ ...ROTATED, after: { overlap_ends_at: SOME_TIME, version: 2 } })).toBe(
      `rotated this key (the old token works until ${shortTime(SOME_TIME)})`,
    );
  });

  it.each([{ version: 2 }, { overlap_ends_at: null, version: 2 }])(
    "tell that a rotation without an overlap ended the old token: %j",
    (after) =>
      expect(words({ ...ROTATED, after })).toBe("rotated this key (the old token stopped working at once)"),
  );

  it("name what was changed where nothing else does", () => {
    const ofRole = { target: "4kQz81LmPa0RtXw2", before: null, after: { name: "deployer" } };
    const all = [
      { action: "key.overlap_ended" },
      { ...ofRole, action: "role.created" },
      { ...ofRole, action: "role.deleted", before: { name: "deployer" }, after: null },
      { action: "owner.changed", target: "u-4" },
      {
        action: "changes.pruned",
        target: "changes",
        note: { first_seq: 121, previous_hash: "x", removed: 120 },
      },
    ] as const;

    expect(all.map((change) => wordsOfChange({ ...CHANGE, ...change }))).toEqual([
      "turned off the old token of the key 7Fq2mX0cRt9aLw4Z",
      "made the role “deployer”",
      "deleted the role “deployer”",
      "reported a change of the owner u-4",
      "removed 120 old changes; the record now begins with change 121",
    ]);
  });
});

describe("the words for an update", () => {
  it.each([
    [{ enabled: true }, { enabled: false }, "disabled this key"],
    [{ enabled: false }, { enabled: true }, "enabled this key"],
    [{ name: "a" }, { name: "b" }, "renamed this key from “a” to “b”"],
    [{ role: null }, { role: "reader" }, "gave this key the role “reader”"],
    [{ role: "reader" }, { role: null }, "removed the role “reader” of this key"],
    [{ role: "reader" }, { role: "admin" }, "changed the role of this key from “reader” to “admin”"],
    [{ inherits: false }, { inherits: true }, "let this key inherit its owner's permissions"],
    [{ inherits: true }, { inherits: false }, "stopped this key from inheriting its owner's permissions"],
    [{ not_before: SOME_TIME }, { not_before: null }, "removed the start time of this key"],
    [{ expires_at: SOME_TIME }, { expires_at: null }, "let this key work without an end"],
    [
      { allowed_networks: ["10.0.0.0/8"] },
      { allowed_networks: null },
      "let this key be used from everywhere",
    ],
    [
      { allowed_networks: null },
      { allowed_networks: ["10.0.0.0/8", "192.0.2.1/32"] },
      "limited this key to 10.0.0.0/8, 192.0.2.1/32",
    ],
    [
      { allowed_networks: null },
      { allowed_networks: ["a", "b", "c", "d"] },
      "limited this key to 4 networks",
    ],
    [
      { rate_limit: null },
      { rate_limit: { requests: 1, seconds: 60 } },
      "limited this key to 1 request in 60 seconds",
    ],
    [
      { rate_limit: { requests: 1, seconds: 60 } },
      { rate_limit: null },
      "removed the rate limit of this key",
    ],
    [{ metadata: {} }, { metadata: { team: 4 } }, "changed the metadata of this key"],
    [{ tags: [] }, { tags: ["ci", "eu"] }, "changed the tags of this key to “ci”, “eu”"],
    [{ tags: ["ci"] }, { tags: [] }, "removed the tags of this key"],
    [{ owner_id: "a" }, { owner_id: "b" }, "changed the owner_id of this key"],
    [{ constructor: "a" }, { constructor: "b" }, "changed the constructor of this key"],
  ])("from %j to %j are: %s", (before, after, expected) => expect(updated(before, after)).toBe(expected));

  it("tell times to the minute", () => {
    expect(updated({ not_before: null }, { not_before: SOME_TIME })).toBe(
      `made this key valid from ${shortTime(SOME_TIME)}`,
    );
    expect(updated({ expires_at: null }, { expires_at: SOME_TIME })).toBe(
      `made this key expire on ${shortTime(SOME_TIME)}`,
    );
    expect(updated({ expires_at: SOME_TIME }, { expires_at: LATER })).toBe(
      `changed the expiry of this key from ${shortTime(SOME_TIME)} to ${shortTime(LATER)}`,
    );
  });

  it.each([
    [null, ["a:b"], " (added a:b)"],
    [["a:b", "c:d"], ["c:d", "e:f"], " (added e:f; removed a:b)"],
    [["a:b", "c:d", "e:f", "g:h"], [], " (removed 4)"],
    [["a:b", "c:d"], ["c:d", "a:b"], ""],
  ])("tell which permissions were changed: from %j to %j", (before, after, expected) =>
    expect(updated({ permissions: before }, { permissions: after })).toBe(
      `changed the permissions of this key${expected}`,
    ),
  );

  it("name each field, and the key once", () => {
    const before = { name: "a", enabled: true, role: "reader", tags: ["x"] };
    const after = { name: "b", enabled: false, role: "admin", tags: [] };

    expect(updated(before, after)).toBe(
      "renamed this key from “a” to “b”, disabled it, changed its role from “reader” to “admin” and removed its tags",
    );
  });

  it("are few where nothing is on record any more", () => {
    expect(words({ before: null, after: null })).toBe("changed this key");
    expect(updated({ expires_at: null }, { expires_at: "soon" })).toBe("made this key expire on soon");
  });
});

describe("what people have written", () => {
  const EVIL = "<img src=x onerror=alert(1)> & =HYPERLINK(1)";

  it("stays the text that it is", () => {
    expect(words({ action: "key.created", after: { name: EVIL } })).toBe(`made this key, “${EVIL}”`);
    expect(words({ action: "key.revoked", note: { reason: EVIL } })).toBe(`revoked this key: “${EVIL}”`);
    expect(updated({ name: "a" }, { name: EVIL })).toBe(`renamed this key from “a” to “${EVIL}”`);
    expect(actorWords({ ...CHANGE, actor_name: EVIL })).toBe(EVIL);
  });

  it("is not taken for the subject, which has its own place", () => {
    const phrase = phraseOfChange({ ...CHANGE, action: "key.created", after: { name: "this key" } });

    expect(phrase).toEqual({ before: "made ", after: ", “this key”" });
  });
});

describe("who made a change", () => {
  it.each([
    [{}, "Ana", "Ana"],
    [{ actor_name: null }, "u-17", "u-17"],
    [{ actor_name: "ana" }, "ana", "ana"],
    [
      { actor_kind: "key", actor_id: "7Fq2mX0cRt9aLw4Z" },
      "the key 7Fq2mX0cRt9aLw4Z",
      "The key 7Fq2mX0cRt9aLw4Z",
    ],
    [
      { actor_kind: "system", actor_id: "first-start" },
      "the system (first-start)",
      "The system (first-start)",
    ],
  ] as const)("%j is %s, and %s at the beginning of a sentence", (actor, within, opening) => {
    const change = { ...CHANGE, ...actor };

    expect([actorWords(change), actorOpening(change)]).toEqual([within, opening]);
  });
});

describe("the name of a role", () => {
  const ROLE: Change = { ...CHANGE, action: "role.updated", target: "4kQz81LmPa0RtXw2" };
  const NOW = new Map([[ROLE.target, "deployer"]]);

  it("is that from before it was renamed", () => {
    const renamed = { ...ROLE, before: { name: "a" }, after: { name: "b" } };

    expect(wordsOfChange(renamed, subjectOf(renamed, NOW))).toBe("renamed the role “a” to “b”");
  });

  it("is that of now where the change does not tell, and its id when it is gone", () => {
    const described = { ...ROLE, before: { description: "" }, after: { description: "x" } };

    expect(wordsOfChange(described, subjectOf(described, NOW))).toBe(
      "changed the description of the role “deployer”",
    );
    expect(wordsOfChange(described)).toBe("changed the description of the role 4kQz81LmPa0RtXw2");
  });
});
