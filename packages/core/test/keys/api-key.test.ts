import { apiKey, hintOf } from "../../src/keys/api-key.js";
import { sampleKey } from "../sample-key.js";

describe("a key as people see it", () => {
  const record = sampleKey({
    id: "7Fq2mX0cRt9aLw4Z",
    role: "b:reader",
    digest: "the digest",
    previousDigest: "the previous digest",
    lookup: "the lookup",
    sealedToken: "the sealed token",
    revokedReason: "a reason",
    expiresAt: 1_000,
  });

  it("has these fields, and nothing that a token is checked by", () => {
    expect(Object.keys(apiKey(record, 0)).sort()).toEqual(
      [
        [
          "id",
          "number",
          "name",
          "hint",
          "env",
          "orgId",
          "projectId",
          "ownerId",
          "role",
          "permissions",
          "status",
        ],
        ["enabled", "notBefore", "expiresAt", "revokedAt", "metadata", "tags", "createdAt", "createdBy"],
        ["updatedAt", "version"],
      ]
        .flat()
        .sort(),
    );
    expect(JSON.stringify(apiKey(record, 0))).not.toMatch(/digest|lookup|sealed/);
  });

  it("is named by its role's name and by the first four characters of its id", () => {
    expect(apiKey(record, 0)).toMatchObject({ role: "reader", hint: "acme_live_7Fq2…" });
    expect(hintOf({ prefix: "x1", env: "test", id: "0123456789abcdef" })).toBe("x1_test_0123…");
  });

  it("has the state of the moment it is asked", () => {
    expect([apiKey(record, 999).status, apiKey(record, 1_000).status]).toEqual(["active", "expired"]);
  });
});
