import fc from "fast-check";

import { peppersOf } from "../../src/digests/peppers.js";
import { sealFor } from "../../src/digests/seal.js";
import { foldName } from "../../src/keys/key-record.js";
import { keyRules } from "../../src/keys/key-rules.js";
import type { ListKeys } from "../../src/keys/list-input.js";
import type { LatchkeyError } from "../../src/latchkey-error.js";
import { readCursor, writeCursor } from "../../src/listing/cursor.js";
import type { Position } from "../../src/listing/key-order.js";

const ONE = { version: 1, secret: "pepper one, 32 bytes at the least" };
const SEAL = sealFor("cursors", peppersOf([ONE]));

const written = (query: ListKeys, position: Position) => writeCursor(SEAL, query, position);

function read(query: ListKeys, seal = SEAL): unknown {
  try {
    return readCursor(seal, query);
  } catch (error) {
    return (error as LatchkeyError).code;
  }
}

describe("a cursor", () => {
  it("leads back to the position it was written at", () => {
    const query: ListKeys = { orgId: "a", q: "x" };
    expect(read({ ...query, cursor: written(query, { number: 7 }) })).toEqual({ number: 7 });
    const byName: ListKeys = { sort: "name" };
    const position = { number: 7, nameLower: 'a "name" — ключ 😀' };
    expect(read({ ...byName, cursor: written(byName, position) })).toEqual(position);
  });

  it("is none when there is none", () => expect(read({})).toBeUndefined());

  it("may go with another limit", () => {
    const cursor = written({ limit: 10 }, { number: 7 });
    expect(read({ limit: 20, cursor })).toEqual({ number: 7 });
  });

  const leadsBehind = (name: string) => {
    const query: ListKeys = { sort: "name", orgId: "a".repeat(128) };
    const position = { number: Number.MAX_SAFE_INTEGER, nameLower: foldName(name) };
    expect(read({ ...query, cursor: written(query, position) })).toEqual(position);
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
    { projectId: "p" },
    { ownerId: "u" },
    { role: "reader" },
    { status: "active" },
    { q: "a" },
    { sort: "created_at" },
    { sort: "name" },
  ])("belongs to its filter and its sort, not to %j", (other) => {
    const query: ListKeys = { orgId: "a" };
    const cursor = written(query, { number: 7 });
    expect(read({ ...query, cursor })).toEqual({ number: 7 });
    expect(read({ ...query, ...other, cursor })).toBe("invalid_cursor");
  });

  it("does not mistake one filter for another that holds the same text", () => {
    const cursor = written({ orgId: "a" }, { number: 7 });
    for (const query of [{ ownerId: "a" }, { q: "a" }, { role: "a" }, { orgId: '"a"' }]) {
      expect(read({ ...query, cursor })).toBe("invalid_cursor");
    }
  });

  it("shows nothing of its position: a page may end at a key that its reader may not see", () => {
    const cursor = written({ sort: "name" }, { number: 7, nameLower: "merger with bigcorp" });
    const bytes = Buffer.from(cursor, "base64url").toString("latin1");
    expect(bytes).not.toContain("merger");
    expect(cursor).not.toBe(written({ sort: "name" }, { number: 7, nameLower: "merger with bigcorp" }));
  });

  it("cannot be made or changed by its reader, not by one bit", () => {
    const bytes = Buffer.from(written({ sort: "name" }, { number: 7, nameLower: "m" }), "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(read({ sort: "name", cursor: changed.toString("base64url") })).toBe("invalid_cursor");
    }
  });

  it("is another process's, too, where the pepper is the same, and nobody's under another pepper", () => {
    const cursor = written({}, { number: 7 });
    expect(read({ cursor }, sealFor("cursors", peppersOf([ONE])))).toEqual({ number: 7 });
    const other = peppersOf([{ version: 1, secret: "pepper two, 32 bytes at the least" }]);
    expect(read({ cursor }, sealFor("cursors", other))).toBe("invalid_cursor");
    expect(read({ cursor }, sealFor("something else", peppersOf([ONE])))).toBe("invalid_cursor");
    const none = sealFor("cursors", peppersOf("none"));
    expect(read({ cursor: writeCursor(none, {}, { number: 7 }) }, none)).toEqual({ number: 7 });
  });

  it.each<[string, string]>([
    ["empty", ""],
    ["no base64", "%%%"],
    ["too short for a seal", "a".repeat(20)],
    ["very long", "a".repeat(1_000_000)],
    ["broken Unicode", "\ud800"],
  ])("is invalid_cursor when it is %s", (_, cursor) => {
    expect(read({ cursor })).toBe("invalid_cursor");
  });

  it("is invalid_cursor when it is anything but a cursor, and never another fault", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.base64String()), (cursor) => {
        expect(read({ cursor })).toBe("invalid_cursor");
      }),
    );
  });
});
