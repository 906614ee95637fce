import { execFileSync } from "node:child_process";

import { randomSecret } from "../../src/secrets/random-secret.js";

const { schema, generate, madeBy = "" } = randomSecret;

describe("a random secret", () => {
  it("is 32 bytes or longer", () => {
    expect(schema.safeParse("é".repeat(16)).success).toBe(true);
    expect(schema.safeParse("p".repeat(31)).error?.issues[0]?.message).toBe("must be 32 bytes or longer");
  });

  it("is a new one whenever it is generated", () => {
    const [one, other] = [generate(), generate()];

    expect(Buffer.from(one, "base64url")).toHaveLength(32);
    expect(schema.parse(one)).toBe(one);
    expect(one).not.toBe(other);
  });

  it("can be what its command prints", () => {
    const command = madeBy.slice(madeBy.indexOf("openssl"));

    expect(schema.safeParse(execFileSync("sh", ["-c", command], { encoding: "utf8" })).success).toBe(true);
  });
});
