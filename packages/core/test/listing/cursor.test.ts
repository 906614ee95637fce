import fc from "fast-check";

import type { ListKeys } from "../../src/keyring/keyring.js";
import { foldName } from "../../src/keys/key-record.js";
import { keyRules } from "../../src/keys/key-rules.js";
import type { LatchkeyError } from "../../src/latchkey-error.js";
import { readCursor, writeCursor } from "../../src/listing/cursor.js";

function read(query: ListKeys): unknown {
  try {
    return readCursor(query, query.sort ?? "-created_at");
  } catch (error) {
    return (error as LatchkeyError).code;
  }
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The first part of a cursor: the fingerprint of its query. */
function fingerprintOf(query: ListKeys): unknown {
  const fields = JSON.parse(
    Buffer.from(writeCursor(query, { number: 1 }), "base64url").toString(),
  ) as unknown[];
  return fields[0];
}

describe("a cursor", () => {
  it("leads back to the position it was written at", () => {
    const query: ListKeys = { orgId: "a", q: "x" };
    expect(read({ ...query, cursor: writeCursor(query, { number: 7 }) })).toEqual({ number: 7 });
    const byName: ListKeys = { sort: "name" };
    const position = { number: 7, nameLower: 'a "name" — ключ 😀' };
    expect(read({ ...byName, cursor: writeCursor(byName, position) })).toEqual(position);
  });

  it("is none when there is none", () => expect(read({})).toBeUndefined());

  it("may go with another limit", () => {
    const cursor = writeCursor({ limit: 10 }, { number: 7 });
    expect(read({ limit: 20, cursor })).toEqual({ number: 7 });
  });

  const leadsBehind = (name: string) => {
    const query: ListKeys = { sort: "name", orgId: "a".repeat(128) };
    const position = { number: Number.MAX_SAFE_INTEGER, nameLower: foldName(name) };
    expect(read({ ...query, cursor: writeCursor(query, position) })).toEqual(position);
  };

  it("leads behind every name a key may have", () => {
    const name = fc
      .string({ unit: "binary", minLength: 1, maxLength: 50 })
      .filter((text) => keyRules.name(text) === undefined);
    fc.assert(fc.property(name, leadsBehind));
  });

  it.each(["a", '"', "😀", "İ", "\ufb2c", "\u0390", "\u{1d160}"])(
    "leads behind a hundred times %s, which folding may make three hundred characters",
    (unit) => {
      expect(keyRules.name(unit.repeat(100))).toBeUndefined();
      leadsBehind(unit.repeat(100));
    },
  );

  it.each<ListKeys>([
    { orgId: "b" },
    { orgId: "a", projectId: "p" },
    { ownerId: "u" },
    { role: "reader" },
    { status: "active" },
    { q: "a" },
    { sort: "created_at" },
    { sort: "name" },
  ])("belongs to its filter and its sort, not to %j", (other) => {
    const query: ListKeys = { orgId: "a" };
    const cursor = writeCursor(query, { number: 7 });
    expect(read({ ...query, cursor })).toEqual({ number: 7 });
    expect(read({ ...query, ...other, cursor })).toBe(
      other.orgId === "a" && !other.projectId ? { number: 7 } : "invalid_cursor",
    );
  });

  it("does not mistake one filter for another that holds the same text", () => {
    const cursor = writeCursor({ orgId: "a" }, { number: 7 });
    for (const query of [{ ownerId: "a" }, { q: "a" }, { role: "a" }, { orgId: '"a"' }]) {
      expect(read({ ...query, cursor })).toBe("invalid_cursor");
    }
  });

  const print = fingerprintOf({});

  it.each<[string, string]>([
    ["empty", ""],
    ["no base64", "%%%"],
    ["no JSON", Buffer.from("[").toString("base64url")],
    ["null", encoded(null)],
    ["a number", encoded(1)],
    ["an object", encoded({ 0: print, 1: 1 })],
    ["an empty list", encoded([])],
    ["no fingerprint", encoded([7])],
    ["a fingerprint only", encoded([print])],
    ["another fingerprint", encoded(["0000000000000000", 7])],
    ["a number in a string", encoded([print, "7"])],
    ["half a number", encoded([print, 7.5])],
    ["a number beyond what is safe", encoded([print, 2 ** 53])],
    ["no number", encoded([print, null])],
    ["a list for a number", encoded([print, [7]])],
    ["a name where there is none", encoded([print, 7, "a"])],
    ["too much", encoded([print, 7, "a", "b"])],
    ["very deep", Buffer.from("[".repeat(1_000)).toString("base64url")],
    ["very long", "a".repeat(1_000_000)],
    ["broken Unicode", "\ud800"],
  ])("is invalid_cursor when it is %s", (_, cursor) => {
    expect(read({ cursor })).toBe("invalid_cursor");
  });

  it.each<[string, unknown]>([
    ["no name", undefined],
    ["null", null],
    ["a number", 1],
    ["a list", ["a"]],
    ["broken Unicode", "\ud800"],
    ["a NUL", "a\0"],
    ["too long a name", "a".repeat(1_600)],
  ])("by name is invalid_cursor with %s", (_, nameLower) => {
    const query: ListKeys = { sort: "name" };
    const fields = [fingerprintOf(query), 7, nameLower].slice(0, nameLower === undefined ? 2 : 3);
    expect(read({ ...query, cursor: encoded(fields) })).toBe("invalid_cursor");
  });

  it("is invalid_cursor when it is anything but a cursor, and never another fault", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.anything().map(encodedSafely)), (cursor) => {
        expect(read({ cursor })).toBe("invalid_cursor");
        expect(read({ cursor, sort: "name" })).toBe("invalid_cursor");
      }),
    );
  });
});

function encodedSafely(value: unknown): string {
  return Buffer.from(JSON.stringify(value) ?? "").toString("base64url");
}
