import { createHash, createHmac } from "node:crypto";

import { keptBcrypt } from "../../src/foreign/kept-bcrypt.js";
import { keptHash } from "../../src/foreign/kept-hash.js";

const SECRET = "the other system's";
const KINDS = [
  ["sha256", undefined, () => createHash("sha256")],
  ["sha512", "sha512", () => createHash("sha512")],
  ["hmac-sha256", { hmac: "sha256", secret: SECRET }, () => createHmac("sha256", SECRET)],
  ["hmac-sha512", { hmac: "sha512", secret: SECRET }, () => createHmac("sha512", SECRET)],
] as const;

describe("what another system keeps of a token", () => {
  it.each(KINDS)("%s is the same in hex, base64 and base64url", (name, option, make) => {
    const kept = keptHash(option, "hash");
    const bytes = make().update("token").digest();
    const expected = `${name}:${bytes.toString("base64url")}`;
    expect(kept.of("token")).toBe(expected);
    const written = [
      bytes.toString("hex"),
      bytes.toString("hex").toUpperCase(),
      bytes.toString("base64"),
      bytes.toString("base64").replace(/=+$/, ""),
      bytes.toString("base64url"),
    ];
    expect(written.map((text) => kept.read(text))).toEqual(written.map(() => expected));
  });

  it.each(KINDS)("%s is not read out of anything else", (_name, option, make) => {
    const kept = keptHash(option, "hash");
    const hex = make().update("token").digest("hex");
    for (const text of [
      "",
      "x",
      hex.slice(1),
      `${hex}0`,
      `${hex.slice(1)}g`,
      `${hex.slice(1)} `,
      "=".repeat(43),
    ])
      expect(kept.read(text)).toBeNull();
  });

  it.each([
    ["md5", /`hash` must be "sha256", "sha512" or/],
    [{ hmac: "sha1", secret: "s" }, /`hash` must be/],
    [{ hmac: "sha256", secret: undefined }, /`hash.secret` must be the secret/],
    [null, /`hash` must be/],
  ])("the option %j is refused", (option, message) => {
    expect(() => keptHash(option as never, "hash")).toThrow(message);
  });

  it("bcrypt is taken with 10 to 14 rounds, PHP's by the name the others have", () => {
    const rest = "$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234";
    expect(rest).toHaveLength(54);
    for (const minor of ["a", "b"])
      expect(keptBcrypt(`$2${minor}$10${rest}`)).toEqual({ hash: `$2${minor}$10${rest}` });
    expect(keptBcrypt(`$2y$12${rest}`)).toEqual({ hash: `$2b$12${rest}` });
    for (const rounds of ["04", "09", "15", "31"])
      expect(keptBcrypt(`$2b$${rounds}${rest}`)).toEqual({
        fault: expect.stringContaining("10 to 14 rounds") as string,
      });
    expect(keptBcrypt(`$2b$10${rest}x`)).toEqual({ fault: "must be a bcrypt hash of 60 characters" });
    expect(keptBcrypt(`$2b$10${rest}\0junk`)).toEqual({ fault: "must be a bcrypt hash of 60 characters" });
    expect(keptBcrypt("9f86d081")).toBeNull();
  });
});
