import { createKeyring, type Keyring } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";

import { adminRouter, keysRouter, type AdminOptions } from "../src/index.js";

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
    expect(make({ actor, wire: {} })).toThrow(/`wire` is unknown/);
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

  it("throws when its first argument is no keyring", () => {
    expect(make({ actor }, Promise.resolve(keyring))).toThrow(/keyring/);
    expect(make({ actor }, null)).toThrow(/keyring/);
  });

  it("takes what is right", () => {
    const trustedOrigins = Object.freeze(["https://app.example.com", "http://localhost:3000"]);
    expect(make(Object.freeze({ actor, trustedOrigins }))()).toHaveLength(3);
  });
});
