import { createKeyring, type Keyring } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";

import { adminRouter, keysRouter, standardWire, type AdminOptions } from "../src/index.js";

const keyring = createKeyring({ store: memoryStore(), peppers: [{ version: 1, secret: "x".repeat(32) }] });
const actor = () => null;

describe.each([
  ["adminRouter", adminRouter],
  ["keysRouter", keysRouter],
])("%s", (name, router) => {
  const make = (options: unknown, ring: unknown = keyring) => {
    return () => router(ring as Keyring, options as AdminOptions);
  };

  it.each([undefined, {}, { actor: undefined }, { actor: null }, { actor: { kind: "user" } }])(
    "throws without an actor function and says how one looks: %j",
    (options) => {
      expect(make(options)).toThrow(/`actor` must be a function.*keyActor\(req\.principal\)/);
      expect(make(options)).toThrow(name);
    },
  );

  it("throws for an option it does not know, with the one that was meant", () => {
    expect(make({ actor, trustedOrigin: [] })).toThrow(
      /`trustedOrigin` is unknown; did you mean `trustedOrigins`\?/,
    );
    expect(make({ actor, Actor: actor })).toThrow(/did you mean `actor`\?/);
    expect(make([actor])).toThrow(/takes an object of options/);
  });

  it.each([
    ["https://app.example.com/", '"https://app.example.com"'],
    ["https://app.example.com/path", '"https://app.example.com"'],
    ["HTTPS://App.example.com", '"https://app.example.com"'],
    ["https://app.example.com:443", '"https://app.example.com"'],
    ["app.example.com", "scheme, host and port"],
    ["*", "scheme, host and port"],
    ["null", "scheme, host and port"],
    ["file:///etc", "scheme, host and port"],
    [/example/, "scheme, host and port"],
  ])("throws for the trusted origin %s, which no browser sends, and says what to write", (origin, remedy) => {
    expect(make({ actor, trustedOrigins: [origin] })).toThrow(remedy);
  });

  it.each(["https://app.example.com", {}, null])("throws when trusted origins are no list: %j", (origins) => {
    expect(make({ actor, trustedOrigins: origins })).toThrow(/`trustedOrigins` must be a list/);
  });

  it.each([
    [{}, /`wire\.readCreate` must be a function; \{ \.\.\.standardWire \}/],
    [{ ...standardWire, list: "data" }, /`wire\.list` must be a function/],
    [{ ...standardWire, readUpdate: null }, /`wire\.readUpdate` must be a function/],
    [{ ...standardWire, updated: {} }, /`wire\.updated` must be a function/],
    [{ ...standardWire, readlist: () => ({}) }, /`readlist` is unknown; did you mean `readList`\?/],
    [{ ...standardWire, pages: "some" }, /`wire\.pages` must be "cursor" or "all"/],
    [{ ...standardWire, pages: undefined }, /`wire\.pages` must be "cursor" or "all"/],
    [{ ...standardWire, revokedKeys: "hidden" }, /`wire\.revokedKeys` must be "shown" or "gone"/],
    [{ ...standardWire, showsToken: 1 }, /`wire\.showsToken` must be true or false/],
    [{ ...standardWire, names: ["orgId"] }, /`wire\.names` must have a name for each field/],
    [{ ...standardWire, names: { orgId: 1 } }, /`wire\.names` must have a name for each field/],
    [{ ...standardWire, names: null }, /`wire\.names` must have a name for each field/],
    [{ ...standardWire, readList: undefined }, /`wire\.readList` is missing, .* pages: "all"/],
    [null, /wire takes an object/],
    ["standard", /wire takes an object/],
  ])("throws for a format that is none: %j", (wire, fault) => {
    expect(make({ actor, wire })).toThrow(fault);
  });

  it.each([["listKeys"], [["listKeys", "listkeys"]], [[]], [null], [{ listKeys: true }]])(
    "throws for operations that there are not, and names those there are: %j",
    (operations) => {
      expect(make({ actor, operations })).toThrow(
        "`operations` must be a list of some of listKeys, createKey, getKey, updateKey, revokeKey, rotateKey, endOverlap, revealToken, getUsage",
      );
    },
  );

  it("throws for changes that are to be served and that the format cannot read", () => {
    const { readUpdate: _no, ...wire } = standardWire;
    const operations = ["listKeys", "updateKey"];
    expect(make({ actor, wire, operations })).toThrow(/`operations` names `updateKey`.*`readUpdate`/);
    expect(make({ actor, operations })()).toHaveLength(3);
  });

  it("takes a format whose functions are methods of a class", () => {
    class Format {
      readonly pages = "all";
      readonly showsToken = false;
      readonly names = { orgId: "team" };
    }
    Object.assign(Format.prototype, {
      ...standardWire,
      pages: undefined,
      showsToken: undefined,
      names: undefined,
    });
    expect(make({ actor, wire: new Format() })()).toHaveLength(3);
  });

  it("throws when its first argument is no keyring", () => {
    expect(make({ actor }, Promise.resolve(keyring))).toThrow(/keyring/);
    expect(make({ actor }, null)).toThrow(/keyring/);
  });

  it("takes what is right", () => {
    const trustedOrigins = Object.freeze(["https://app.example.com", "http://localhost:3000"]);
    expect(make(Object.freeze({ actor, trustedOrigins }))()).toHaveLength(3);
  });
});
