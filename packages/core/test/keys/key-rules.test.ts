import fc from "fast-check";

import { KEY_LIMITS } from "../../src/keys/key-limits.js";
import { keyRules, type Rule } from "../../src/keys/key-rules.js";

const NOT_STRINGS = [undefined, null, 0, true, [], ["a"], {}, new String("a"), { toString: () => "a" }];
const FAMILY = "👨‍👩‍👧";

describe.each<[string, Rule, number]>([
  ["a name", keyRules.name, 100],
  ["a role name", keyRules.role, 64],
  ["a tag", keyRules.tag, 40],
  ["a reason", keyRules.reason, 200],
  ["an organization id", keyRules.orgId, 128],
  ["a project id", keyRules.projectId, 128],
  ["an owner id", keyRules.ownerId, 128],
])("%s", (_, rule, longest) => {
  it(`has 1 to ${longest} characters, however many UTF-16 units these are`, () => {
    for (const character of ["a", "é", "語", "😀"]) {
      expect(rule(character)).toBeUndefined();
      expect(rule(character.repeat(longest))).toBeUndefined();
      expect(rule(character.repeat(longest + 1))).toContain(`1 to ${longest}`);
    }
    expect(rule("")).toContain(`1 to ${longest}`);
    expect(rule("a".repeat(1_000_000))).toContain(`1 to ${longest}`);
  });

  it("is a string", () => {
    for (const value of NOT_STRINGS) expect(rule(value)).toBe("must be a string");
  });

  it("holds no control characters, no line ends and no broken Unicode", () => {
    const controls = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).filter(
      (character) => character < " " || character > "~",
    );
    const wrong = [...controls, "\u2028", "\u2029", "\ud800", "\udfff", "\udc00\ud800", "\ud83d😀"];
    expect(wrong).toHaveLength(65 + 6);
    expect(wrong.filter((character) => rule(`a${character}a`) === undefined)).toEqual([]);
  });

  it("may hold what people write", () => {
    for (const text of [
      "key 1",
      "K-1/b_c.d:e",
      "Schlüssel für Özgür",
      "鍵",
      `a${FAMILY.slice(0, 2)}`,
      "<b>",
      "'; --",
    ]) {
      expect(rule(text)).toBeUndefined();
    }
  });
});

describe.each<[string, Rule]>([
  ["an organization id", keyRules.orgId],
  ["a project id", keyRules.projectId],
  ["an owner id", keyRules.ownerId],
])("%s", (_, rule) => {
  it.each([
    "*",
    " a",
    "a ",
    "\u00a0a",
    "a\u3000",
    "\ufeffa",
    " ",
    "a\u200bb",
    "\u202eevil",
    "a\u00adb",
    "\ue000",
  ])("is not %j: the star, spaces at the ends, what cannot be seen", (id) =>
    expect(rule(id)).toContain("printable"),
  );

  it.each(["a b", "**", "*a", "0", "null", "__proto__", "a@b.example", "urn:x:1"])("may be %j", (id) =>
    expect(rule(id)).toBeUndefined(),
  );
});

it("a name may hold joined emoji, which an id may not", () => {
  expect(keyRules.name(FAMILY)).toBeUndefined();
  expect(keyRules.ownerId(FAMILY)).toBeDefined();
});

it("permission is the grammar of permissions", () => {
  expect([keyRules.permission("a:b"), keyRules.permission("*:*")]).toEqual([undefined, undefined]);
  for (const wrong of ["a", "A:b", 1, null, ["a:b"]])
    expect(keyRules.permission(wrong)).toContain("resource:action");
});

it("enabled is true or false and nothing that passes for them", () => {
  expect([keyRules.enabled(true), keyRules.enabled(false)]).toEqual([undefined, undefined]);
  for (const wrong of [0, 1, "true", "", null, [], new Boolean(true)]) {
    expect(keyRules.enabled(wrong)).toBe("must be true or false");
  }
});

it("inherits is true or false", () => {
  expect([keyRules.inherits(true), keyRules.inherits(false)]).toEqual([undefined, undefined]);
  for (const wrong of [0, "true", null, undefined])
    expect(keyRules.inherits(wrong)).toContain("true or false");
});

it("env is one of two words", () => {
  expect([keyRules.env("live"), keyRules.env("test")]).toEqual([undefined, undefined]);
  for (const wrong of ["LIVE", "live ", ["live"], null, {}]) expect(keyRules.env(wrong)).toContain('"live"');
});

it("rateLimit says which of its numbers is wrong", () => {
  expect(keyRules.rateLimit({ requests: 1_000_000, seconds: 86_400 })).toBeUndefined();
  expect(keyRules.rateLimit({ requests: 0, seconds: 1 })).toContain("requests, a whole number from 1");
  expect(keyRules.rateLimit({ requests: 1, seconds: NaN })).toContain("seconds, a whole number from 1");
  const inherited = Object.create({ requests: 1, seconds: 1 }) as object;
  for (const wrong of [null, [], {}, inherited, { requests: 1, seconds: 1, x: 1 }])
    expect(keyRules.rateLimit(wrong)).toContain("nothing else");
});

it("network is one CIDR block", () => {
  expect(keyRules.network("10.0.0.0/8")).toBeUndefined();
  expect(keyRules.network("10.0.0.1/8")).toContain("10.0.0.0/8");
});

it("time is whole milliseconds that a Date can hold", () => {
  for (const right of [0, 1, KEY_LIMITS.time]) {
    expect(keyRules.time(right)).toBeUndefined();
    expect(new Date(right).getTime()).toBe(right);
  }
  expect(new Date(KEY_LIMITS.time + 1).getTime()).toBeNaN();
  const wrong = [
    -1,
    0.5,
    KEY_LIMITS.time + 1,
    2 ** 60,
    NaN,
    Infinity,
    "0",
    "2026-01-01",
    new Date(0),
    0n,
    null,
  ];
  for (const value of wrong) expect(keyRules.time(value)).toContain("whole UTC milliseconds");
});

describe("the rules", () => {
  it("answer whatever they are asked with a text or undefined, and never throw", () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (value) => {
          for (const rule of Object.values<Rule>(keyRules)) {
            expect(["string", "undefined"]).toContain(typeof rule(value));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
