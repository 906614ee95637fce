import { apiKey, hintOf, type KeyView } from "../../src/keys/api-key.js";
import { sampleKey } from "../sample-key.js";

const VIEW: KeyView = { now: 0, role: "reader", lastUse: null };

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
    expect(Object.keys(apiKey(record, VIEW)).sort()).toEqual(
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
          "inherits",
          "status",
        ],
        ["enabled", "notBefore", "expiresAt", "revokedAt", "metadata", "tags", "createdAt", "createdBy"],
        ["updatedAt", "version", "lastUsedAt", "allowedNetworks", "rateLimit", "rotation"],
      ]
        .flat()
        .sort(),
    );
    expect(JSON.stringify(apiKey(record, VIEW))).not.toMatch(/digest|lookup|sealed/);
  });

  it("is named by its role's name and by the first four characters of its id", () => {
    expect(apiKey(record, VIEW)).toMatchObject({ role: "reader", hint: "acme_live_7Fq2…" });
    expect(hintOf({ prefix: "x1", env: "test", id: "0123456789abcdef" })).toBe("x1_test_0123…");
  });

  it("has the state of the moment it is asked", () => {
    expect([
      apiKey(record, { ...VIEW, now: 999 }).status,
      apiKey(record, { ...VIEW, now: 1_000 }).status,
    ]).toEqual(["active", "expired"]);
  });

  it("says when it was last used, and whether the secret from before a rotation still is", () => {
    const rotated = { ...record, previousDigest: "old digest@500", previousExpiresAt: 900 };
    const lastUse = { keyId: record.id, at: 700, address: null, userAgent: null, oldSecretAt: 600 };
    const seen = (now: number, oldSecretAt: number | null) =>
      apiKey(rotated, { now, role: null, lastUse: { ...lastUse, oldSecretAt } });
    expect(seen(800, 600)).toMatchObject({
      lastUsedAt: 700,
      rotation: { overlapEndsAt: 900, oldSecretLastUsedAt: 600 },
    });
    // That use was of a secret before the one that still works.
    expect(seen(800, 499).rotation).toEqual({ overlapEndsAt: 900, oldSecretLastUsedAt: null });
    expect(seen(800, null).rotation).toEqual({ overlapEndsAt: 900, oldSecretLastUsedAt: null });
    expect(seen(900, 600).rotation).toBeNull();
    expect(apiKey(record, VIEW).lastUsedAt).toBeNull();
  });
});
