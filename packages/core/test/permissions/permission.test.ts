import fc from "fast-check";

import { coverage, covers, firstUncovered, isPermission } from "../../src/permissions/permission.js";

/** Every permission over two names, one the other's beginning, and the star. */
const SEGMENTS = ["a", "ab", "*"];
const SMALL_WORLD = SEGMENTS.flatMap((resource) => SEGMENTS.map((action) => `${resource}:${action}`));

const segment = fc.oneof(fc.constant("*"), fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,6}$/));
const few = fc.oneof(
  fc.constantFrom(...SMALL_WORLD),
  fc.tuple(segment, segment).map((pair) => pair.join(":")),
);

describe("a permission", () => {
  it.each([
    "a:b",
    "0:9",
    "*:*",
    "*:read",
    "bundles:*",
    "api-keys:read",
    "a.b_c-d:e.f_g-h",
    "constructor:tostring",
    `${"a".repeat(64)}:${"b".repeat(64)}`,
  ])("is %s", (text) => expect(isPermission(text)).toBe(true));

  it.each([
    "",
    ":",
    "a",
    "*",
    "a:",
    ":a",
    "a:b:c",
    "a::b",
    "A:b",
    "a:B",
    " a:b",
    "a:b ",
    "a:b\n",
    "a:b\0",
    "a b:c",
    ".a:b",
    "-a:b",
    "_a:b",
    "__proto__:x",
    "a:__proto__",
    "**:a",
    "a*:b",
    "a:*b",
    "a/b:c",
    "é:a",
    "ａ:b",
    "\ud800:a",
    `${"a".repeat(65)}:b`,
    `a:${"b".repeat(65)}`,
    "a".repeat(1_000_000),
    `${"a".repeat(500_000)}:${"a".repeat(500_000)}`,
    `${"a:".repeat(500_000)}`,
  ])("is not %.40j", (text) => expect(isPermission(text)).toBe(false));

  it("is a string", () => {
    const others = [undefined, null, 1, true, ["a:b"], new String("a:b"), { toString: () => "a:b" }];
    expect(others.filter(isPermission)).toEqual([]);
  });

  it("is by its grammar, read character by character", () => {
    const text = fc.string({ unit: fc.constantFrom(...'a0Z*:._- é\n"'), maxLength: 8 });
    fc.assert(
      fc.property(text, (value) => expect(isPermission(value)).toBe(fitsGrammar(value))),
      {
        numRuns: 2000,
      },
    );
  });
});

describe("covering", () => {
  it("is, over every pair of a small world, what the star says and nothing else", () => {
    const covered = SMALL_WORLD.flatMap((held) =>
      SMALL_WORLD.filter((wanted) => covers([held], wanted)).map((wanted) => `${held} ${wanted}`),
    );
    const meant = SMALL_WORLD.flatMap((held) =>
      SMALL_WORLD.filter((wanted) => allowedBy(held, wanted)).map((wanted) => `${held} ${wanted}`),
    );
    expect(covered).toEqual(meant);
    expect(covered).toHaveLength(25);
  });

  it("is what the single permissions cover: a list adds nothing of its own", () => {
    fc.assert(
      fc.property(fc.array(few, { maxLength: 4 }), few, (held, wanted) => {
        expect(covers(held, wanted)).toBe(held.some((one) => covers([one], wanted)));
      }),
    );
  });

  it("is reflexive and transitive", () => {
    fc.assert(fc.property(few, (permission) => expect(covers([permission], permission)).toBe(true)));
    fc.assert(
      fc.property(few, few, few, (a, b, c) => {
        fc.pre(covers([a], b) && covers([b], c));
        expect(covers([a], c)).toBe(true);
      }),
    );
  });

  it("leaves a star to the star: many names do not make one", () => {
    expect(covers(["a:a", "a:b", "b:a", "b:b"], "a:*")).toBe(false);
    expect(covers(["a:*", "b:*"], "*:*")).toBe(false);
    expect(covers(["*:a", "a:*"], "*:*")).toBe(false);
  });

  it("is nothing without permissions", () => {
    expect(SMALL_WORLD.filter((wanted) => covers([], wanted))).toEqual([]);
  });

  it("leaves out whatever is malformed, on either side", () => {
    const junk = fc.oneof(fc.string(), fc.constantFrom("__proto__:x", "*", "A:b", "a:b:c", "a:b\n", ""));
    fc.assert(
      fc.property(junk, few, (text, permission) => {
        fc.pre(!fitsGrammar(text));
        expect([covers(["*:*", text], text), covers([text], permission)]).toEqual([false, false]);
      }),
    );
    const values = [undefined, null, 1, {}, ["*:*"]] as never[];
    expect(values.filter((value) => covers(["*:*"], value) || covers([value], "a:b"))).toEqual([]);
  });

  it("knows no names but those that are held", () => {
    for (const name of ["constructor:read", "tostring:call", "__proto__:x", "hasownproperty:x"]) {
      expect([covers([], name), covers(["bundles:read"], name), covers(["bundles:*"], name)]).toEqual([
        false,
        false,
        false,
      ]);
    }
  });
});

describe("the first that is not covered", () => {
  it("is the first, or undefined", () => {
    expect(firstUncovered(["a:*"], ["a:a", "b:b", "b:a"])).toBe("b:b");
    expect(firstUncovered(["a:*"], ["a:a", "a:b"])).toBeUndefined();
    expect(firstUncovered([], [])).toBeUndefined();
    expect(firstUncovered(["*:*"], ["Not One"])).toBe("Not One");
  });
});

/** The grammar again, without a regular expression. */
function fitsGrammar(text: string): boolean {
  const parts = text.split(":");
  return parts.length === 2 && parts.every(isSegment);
}

function isSegment(text: string): boolean {
  if (text === "*") return true;
  const alphanumeric = (character: string) => "abcdefghijklmnopqrstuvwxyz0123456789".includes(character);
  const [first, ...rest] = [...text];
  if (first === undefined || text.length > 64 || !alphanumeric(first)) return false;
  return rest.every((character) => alphanumeric(character) || "._-".includes(character));
}

/** Covering as sets: every concrete permission that `wanted` stands for, `held` stands for as well. */
function allowedBy(held: string, wanted: string): boolean {
  const concrete = ["a", "ab", "c"].flatMap((resource) =>
    ["a", "ab", "c"].map((action) => [resource, action]),
  );
  const standsFor = (permission: string) =>
    concrete.filter((one) =>
      permission.split(":").every((part, place) => part === "*" || part === one[place]),
    );
  const holds = standsFor(held);
  return standsFor(wanted).every((one) => holds.includes(one));
}

describe("the check of what is held, gone over once", () => {
  it("says of everything what the check at each time says", () => {
    for (const held of SMALL_WORLD)
      for (const wanted of SMALL_WORLD) expect(coverage([held])(wanted)).toBe(covers([held], wanted));
    fc.assert(
      fc.property(fc.array(fc.oneof(few, fc.string())), fc.oneof(few, fc.string()), (held, wanted) => {
        expect(coverage(held)(wanted)).toBe(covers(held, wanted));
      }),
    );
  });

  it("covers nothing that is no permission, also where it is held", () => {
    for (const wanted of ["", "a", "a:b:c", "A:b", null, undefined, 7, ["a:b"]] as string[])
      expect(coverage([wanted, "*:*"])(wanted)).toBe(false);
  });
});
