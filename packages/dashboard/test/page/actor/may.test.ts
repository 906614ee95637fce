import type { Grant } from "../../../page/api/api.ts";
import { heldIn, may, mayEverywhere, mayIn, mayWith } from "../../../page/actor/may.ts";
import { someKey, someSelf } from "../support/some-key.ts";

const READ = { permissions: ["api-keys:read"] };
const UPDATE = { permissions: ["api-keys:update"] };

describe("what the person may do somewhere", () => {
  it("is what any grant holds", () => {
    const self = someSelf(READ, { org: "globex", ...UPDATE });

    expect(may(self, "api-keys:update")).toBe(true);
    expect(may(self, "api-keys:revoke")).toBe(false);
  });

  it("is nothing without grants", () => {
    expect(may(someSelf(), "api-keys:read")).toBe(false);
  });
});

describe("what the person may do in an organization", () => {
  it("is decided by its grant before that for all", () => {
    const self = someSelf({ org: "*" }, { org: "acme", ...READ });

    expect(mayIn(self, "acme", "api-keys:update")).toBe(false);
    expect(mayIn(self, "globex", "api-keys:update")).toBe(true);
  });

  it("is not what a grant of one of its projects holds", () => {
    expect(mayIn(someSelf({ project: "website" }), "acme", "api-keys:read")).toBe(false);
  });

  it("is said of keys without an organization by a grant of its own", () => {
    expect(mayIn(someSelf({ org: "acme" }), null, "api-keys:read")).toBe(false);
    expect(mayIn(someSelf({ org: null }), null, "api-keys:read")).toBe(true);
  });
});

describe("what the person may do with a key", () => {
  const ofWebsite = someKey({ project_id: "website" });

  const cases: { decidedBy: string; grants: Partial<Grant>[]; expected: boolean }[] = [
    {
      decidedBy: "its project's grant, which lacks it",
      grants: [{}, { project: "website", ...READ }],
      expected: false,
    },
    {
      decidedBy: "its project's grant, which has it",
      grants: [READ, { project: "website", ...UPDATE }],
      expected: true,
    },
    { decidedBy: "its organization's grant", grants: [{ org: "*", ...READ }, UPDATE], expected: true },
    { decidedBy: "that of another project", grants: [{ project: "mobile-app" }], expected: false },
    { decidedBy: "that for all", grants: [{ org: "*", ...UPDATE }], expected: true },
    { decidedBy: "that of another organization", grants: [{ org: "globex" }], expected: false },
  ];

  it.each(cases)("is decided by $decidedBy", ({ grants, expected }) => {
    expect(mayWith(someSelf(...grants), ofWebsite, "api-keys:update")).toBe(expected);
  });

  it("is nothing with the keys of others when the grant reaches one's own", () => {
    const self = someSelf({ reach: "own" });

    expect(mayWith(self, someKey({ owner_id: "ana" }), "api-keys:update")).toBe(true);
    expect(mayWith(self, someKey({ owner_id: "ben" }), "api-keys:update")).toBe(false);
    expect(mayWith(self, someKey({ owner_id: null }), "api-keys:update")).toBe(false);
  });

  it("is, for a key, what it may do with itself and with the keys of its owner", () => {
    const key = someKey({ id: "AAAAAAAAAAAAAAAA", owner_id: "ana" });
    const self = { ...someSelf({ reach: "own" }), kind: "key", id: key.id, key } as const;

    expect(mayWith(self, key, "api-keys:update")).toBe(true);
    expect(mayWith(self, someKey({ owner_id: "ana" }), "api-keys:update")).toBe(true);
    expect(mayWith(self, someKey({ owner_id: "ben" }), "api-keys:update")).toBe(false);
  });
});

describe("what the person may do everywhere", () => {
  it("takes a grant for all", () => {
    expect(mayEverywhere(someSelf({ org: "acme" }), "api-changes:read")).toBe(false);
    expect(mayEverywhere(someSelf({ org: "*" }), "api-changes:read")).toBe(true);
    expect(mayEverywhere(someSelf({ org: "*", ...READ }), "api-changes:read")).toBe(false);
  });
});

describe("what the person can give to keys", () => {
  it("is what the grant of their organization holds", () => {
    expect(heldIn(someSelf({ org: "*" }, READ), "acme", null)).toEqual(["api-keys:read"]);
  });

  it("is what the grant of their project holds, and no other beside it", () => {
    const self = someSelf(
      { org: "acme", ...READ },
      { org: "acme", project: "site", permissions: ["bundles:*"] },
    );

    expect(heldIn(self, "acme", "site")).toEqual(["bundles:*"]);
    expect(heldIn(self, "acme", null)).toEqual(["api-keys:read"]);
  });

  it("is what their one grant holds, where no organization is named", () => {
    expect(heldIn(someSelf(READ), null, null)).toEqual(["api-keys:read"]);
    expect(heldIn(someSelf(READ, { org: "globex" }), null, null)).toEqual([]);
  });
});
