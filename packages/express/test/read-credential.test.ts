import { resolveSources } from "../src/credential-sources.js";
import { readCredential } from "../src/read-credential.js";

const ALL = resolveSources();

describe("readCredential", () => {
  it.each([
    [{ "x-api-key": "abc" }, { kind: "token", token: "abc", presentation: "header" }],
    [{ authorization: "Bearer abc" }, { kind: "token", token: "abc", presentation: "bearer" }],
    [{ authorization: "abc" }, { kind: "token", token: "abc", presentation: "raw" }],
    [{ authorization: "Bearer" }, { kind: "malformed", presentation: "bearer" }],
    [{ authorization: "Bearer  " }, { kind: "malformed", presentation: "bearer" }],
    [{ authorization: "Bearer a " }, { kind: "malformed", presentation: "bearer" }],
    [{ authorization: "Digest a=b" }, { kind: "none" }],
    [{ "x-api-key": "" }, { kind: "none" }],
    [{}, { kind: "none" }],
    [{ "x-api-key": "a", authorization: "b" }, { kind: "several" }],
  ])("reads %j as %j", (headers, credential) => {
    expect(readCredential({ headers, rawHeaders: [] }, ALL)).toEqual(credential);
  });

  it("takes values from headers alone", () => {
    expect(readCredential({ headers: {}, rawHeaders: ["x-api-key", "abc"] }, ALL)).toEqual({ kind: "none" });
    const differing = { headers: { "x-api-key": "right" }, rawHeaders: ["X-API-Key", "wrong"] };
    expect(readCredential(differing, ALL)).toMatchObject({ token: "right" });
  });

  it("looks at the names in rawHeaders, not at the values", () => {
    const rawHeaders = ["x-other", "x-api-key", "X-Api-Key", "x-api-key"];
    expect(readCredential({ headers: { "x-api-key": "x-api-key" }, rawHeaders }, ALL).kind).toBe("token");
  });

  it("sees a repeated header in rawHeaders, in any case and with any value", () => {
    const rawHeaders = ["Authorization", "", "Accept", "*/*", "AUTHORIZATION", ""];
    expect(readCredential({ headers: {}, rawHeaders }, ALL)).toEqual({ kind: "several" });
  });
});

describe("a serverless adapter's request, without rawHeaders", () => {
  it("is read", () => {
    expect(readCredential({ headers: { authorization: "Bearer abc" } }, ALL)).toMatchObject({ token: "abc" });
  });

  it.each([
    [["a", "b"], { kind: "several" }],
    [["", ""], { kind: "several" }],
    [["abc"], { kind: "token", token: "abc", presentation: "header" }],
    [[], { kind: "none" }],
    [null, { kind: "none" }],
    [undefined, { kind: "none" }],
    [42, { kind: "malformed", presentation: "header" }],
    [{ a: 1 }, { kind: "malformed", presentation: "header" }],
    [[["abc"]], { kind: "malformed", presentation: "header" }],
  ])("with x-api-key %j comes to %j", (value, credential) => {
    expect(readCredential({ headers: { "x-api-key": value } }, ALL)).toEqual(credential);
  });

  it("does not take what objects inherit for a header", () => {
    const sources = resolveSources({ headers: ["constructor", "__proto__", "tostring"] });
    expect(readCredential({ headers: {} }, sources)).toEqual({ kind: "none" });
  });
});

describe("length", () => {
  it.each([
    ["x-api-key", "", "header"],
    ["authorization", "Bearer ", "bearer"],
    ["authorization", "", "raw"],
  ])("of more than 8,192 characters in %s%s is malformed", (field, before, presentation) => {
    const read = (value: string) => readCredential({ headers: { [field]: before + value } }, ALL);
    expect(read("a".repeat(8192))).toMatchObject({ kind: "token", presentation });
    expect(read("a".repeat(8193))).toEqual({ kind: "malformed", presentation });
  });

  it("of a value with more spaces than anybody sends is malformed, before any is looked at", () => {
    const read = (spaces: number) =>
      readCredential({ headers: { authorization: `Bearer${" ".repeat(spaces)}${"a".repeat(8192)}` } }, ALL);
    expect(read(58)).toMatchObject({ kind: "token" });
    expect(read(59)).toEqual({ kind: "malformed", presentation: "bearer" });
  });

  it("of another scheme's value does not matter: a Kerberos ticket is no key", () => {
    const headers = { authorization: `Negotiate ${"a".repeat(12_000)}`, "x-api-key": "abc" };
    expect(readCredential({ headers }, ALL)).toMatchObject({ token: "abc" });
  });
});
