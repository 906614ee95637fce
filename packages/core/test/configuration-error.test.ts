import { checkOptionNames, ConfigurationError } from "../src/configuration-error.js";

const KNOWN = ["maxAge", "realm", "optional", "trustedOrigins"];

function check(options: unknown): () => void {
  return () => checkOptionNames("authenticate", options, KNOWN);
}

function messageOf(refused: () => void): string {
  try {
    refused();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("was accepted");
}

describe("checking the names of options", () => {
  it("lets known ones through, whatever they hold", () => {
    expect(check({})).not.toThrow();
    expect(check({ maxAge: undefined, realm: null, optional: 0 })).not.toThrow();
  });

  it.each([
    ["maxage", "maxAge"],
    ["MAXAGE", "maxAge"],
    ["maxAg", "maxAge"],
    ["amxAge", "maxAge"],
    ["optinal", "optional"],
    ["optionall", "optional"],
    ["relm", "realm"],
    ["trustedOrigin", "trustedOrigins"],
  ])("asks of %s whether %s was meant", (name, meant) => {
    expect(check({ [name]: 1 })).toThrow(
      `latchkey: option \`${name}\` is unknown; did you mean \`${meant}\`?`,
    );
  });

  it.each(["maximum", "", "x".repeat(1000)])("lists what it knows when nothing is close: %.20j", (name) => {
    expect(check({ [name]: 1 })).toThrow(
      "is unknown; authenticate knows `maxAge`, `realm`, `optional`, `trustedOrigins`",
    );
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "knows no option by the name of something every object has: %s",
    (name) => {
      const options: unknown = JSON.parse(`{ ${JSON.stringify(name)}: {} }`);
      expect(check(options)).toThrow(`option \`${name}\` is unknown`);
    },
  );

  it("never repeats a value", () => {
    const secret = "the secret value";
    expect(messageOf(check({ relm: secret }))).not.toContain(secret);
  });

  it.each([undefined, null, "realm", 1, true, [], ["realm"], () => ({})])(
    "wants an object: %p",
    (options) => {
      expect(check(options)).toThrow("latchkey: authenticate takes an object of options");
    },
  );
});

it("a configuration error is a TypeError with a name of its own", () => {
  const error = new ConfigurationError("realm", "must be a string");
  expect(error).toBeInstanceOf(TypeError);
  expect(String(error)).toBe("ConfigurationError: latchkey: option `realm` must be a string");
});
