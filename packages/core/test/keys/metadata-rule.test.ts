import fc from "fast-check";

import { keyRules } from "../../src/keys/key-rules.js";

const { metadata } = keyRules;

/** Objects nested so deep, the innermost empty. */
function nested(levels: number): object {
  return levels === 1 ? {} : { in: nested(levels - 1) };
}

/** An object whose JSON has so many bytes; é has two in UTF-8. */
function ofSize(bytes: number): object {
  const frame = Buffer.byteLength(JSON.stringify({ text: "" }));
  const odd = (bytes - frame) % 2;
  return { text: "é".repeat((bytes - frame - odd) / 2) + "e".repeat(odd) };
}

describe("metadata", () => {
  it("is an object", () => {
    for (const wrong of [undefined, null, 1, "{}", true, [], [{}]]) {
      expect(metadata(wrong)).toBe("must be an object");
    }
    expect([
      metadata({}),
      metadata(Object.create(null)),
      metadata({ a: [null, 1, "b", { c: false }] }),
    ]).toEqual([undefined, undefined, undefined]);
  });

  it("has 4096 bytes of JSON at most", () => {
    expect(Buffer.byteLength(JSON.stringify(ofSize(4096)))).toBe(4096);
    expect(metadata(ofSize(4096))).toBeUndefined();
    expect(metadata(ofSize(4097))).toBe("must be 4096 bytes of JSON at most, not 4097");
    expect(metadata(ofSize(4_000_000))).toContain("4096 bytes");
  });

  it("has 32 levels at most, and deeper ones do not cost the stack", () => {
    expect(metadata(nested(32))).toBeUndefined();
    expect(metadata(nested(33))).toBe("must not be nested deeper than 32 levels");
    let deep: object = {};
    for (let level = 0; level < 100_000; level++) deep = level % 2 ? { in: deep } : [deep];
    expect(metadata({ deep })).toContain("deeper than 32");
  });

  it("has no circle", () => {
    const circle: Record<string, unknown> = { a: 1 };
    circle["self"] = circle;
    const list: unknown[] = [];
    list.push(list, list);
    expect(metadata(circle)).toContain("deeper than 32");
    expect(metadata({ list })).toContain("deeper than 32");
  });

  it.each<[string, unknown]>([
    ["undefined", undefined],
    ["a function", () => 1],
    ["a symbol", Symbol("a")],
    ["a big integer", 1n],
    ["NaN", Number.NaN],
    ["infinity", -Infinity],
  ])("holds JSON only: %s is refused at every depth", (_, value) => {
    for (const whole of [{ a: value }, { a: [value] }, { a: { b: [{ c: value }] } }]) {
      expect(metadata(whole)).toMatch(/JSON values only|finite numbers only/);
    }
  });

  it.each<[string, () => object]>([
    ["a date", () => new Date(0)],
    ["a map", () => new Map([["a", 1]])],
    ["bytes", () => Buffer.from("a")],
    ["a promise", () => Promise.resolve(1)],
    ["a big integer in a box", () => Object(1n) as object],
    [
      "an object whose class has a toJSON",
      () =>
        new (class {
          toJSON() {
            return "x".repeat(5000);
          }
        })(),
    ],
    ["a list with a hole", () => Array<number>(3)],
  ])("holds what comes back as it was: %s is refused", (_, make) => {
    expect(metadata({ a: make() })).toEqual(expect.any(String));
    if (!Array.isArray(make())) expect(metadata(make())).toEqual(expect.any(String));
  });

  it("holds neither __proto__ nor toJSON, at any depth", () => {
    const polluting: unknown = JSON.parse('{ "__proto__": { "admin": true } }');
    for (const whole of [polluting, { a: polluting }, { a: [polluting] }]) {
      expect(metadata(whole)).toContain('"__proto__"');
    }
    expect(metadata({ toJSON: "x" })).toContain('"toJSON"');
    expect(metadata({ a: [{ toJSON: () => ({}) }] })).toContain('"toJSON"');
    expect(metadata({ constructor: { prototype: { admin: true } } })).toBeUndefined();
  });

  it("once accepted, comes back from JSON as it was", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        // JSON has one zero; that it loses the other's sign is all it loses.
        fc.pre(metadata(value) === undefined && !hasNegativeZero(value));
        expect(JSON.parse(JSON.stringify(value))).toEqual(value);
        expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThanOrEqual(4096);
      }),
    );
  });

  it("accepts every small JSON object that comes from a parser", () => {
    const parsed = fc
      .dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }))
      .map((value) => JSON.parse(JSON.stringify(value)) as object);
    fc.assert(
      fc.property(parsed, (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/"(__proto__|toJSON)":/.test(text) && Buffer.byteLength(text) <= 4096);
        expect(metadata(value)).toBeUndefined();
      }),
    );
  });
});

function hasNegativeZero(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).some(hasNegativeZero);
  return Object.is(value, -0);
}
