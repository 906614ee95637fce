import { createBody, updateBody } from "../../../../page/keys/form/body-of.ts";
import { NEW_KEY, valuesOf } from "../../../../page/keys/form/key-values.ts";
import { onTopOf } from "../../../../page/keys/form/on-top-of.ts";
import { someKey } from "../../support/some-key.ts";

const NOW = Date.UTC(2026, 10, 22);

describe("a new key", () => {
  it("leaves to the API what was left empty", () => {
    expect(createBody({ ...NEW_KEY, until: "never" }, NOW)).toEqual({});
  });

  it("expires so many days from now", () => {
    expect(createBody({ ...NEW_KEY, until: "30" }, NOW)).toEqual({ expires_at: "2026-12-22T00:00:00.000Z" });
  });

  it("has what was filled in", () => {
    const values = {
      ...NEW_KEY,
      name: "  Nightly build ",
      orgId: "acme",
      projectId: "website",
      role: "reader",
      permissions: ["bundles:write"],
      until: "never",
      networks: ["192.0.2.0/24"],
      requests: 100,
      seconds: "60",
      tags: ["ci"],
    } as const;

    expect(createBody(values, NOW)).toEqual({
      name: "Nightly build",
      org_id: "acme",
      project_id: "website",
      role: "reader",
      permissions: ["bundles:write"],
      allowed_networks: ["192.0.2.0/24"],
      rate_limit: { requests: 100, seconds: 60 },
      tags: ["ci"],
    });
  });

  it("is valid from a time that was chosen", () => {
    const fromAt = "2027-01-31T14:00";

    expect(createBody({ ...NEW_KEY, from: "date", fromAt, until: "never" }, NOW)).toEqual({
      not_before: new Date(fromAt).toISOString(),
    });
  });
});

describe("a change of a key", () => {
  const before = valuesOf(someKey({ expires_at: "2027-01-31T14:00:30.500Z", tags: ["ci"] }));

  it("is nothing when nothing was changed, though the form knows its times to the minute only", () => {
    expect(updateBody(before, before, NOW)).toEqual({});
  });

  it("is only what differs", () => {
    expect(updateBody(before, { ...before, name: "Other", tags: [] }, NOW)).toEqual({
      name: "Other",
      tags: [],
    });
  });

  it("takes away what was emptied", () => {
    const limited = valuesOf(
      someKey({ allowed_networks: ["192.0.2.0/24"], rate_limit: { requests: 1, seconds: 60 } }),
    );

    expect(updateBody(limited, { ...limited, networks: [], requests: "" }, NOW)).toEqual({
      allowed_networks: null,
      rate_limit: null,
    });
    expect(updateBody(before, { ...before, until: "never" }, NOW)).toEqual({ expires_at: null });
  });

  it("gives permissions in place of a role", () => {
    const after = { ...before, role: null, permissions: ["bundles:read"] };

    expect(updateBody(before, after, NOW)).toEqual({ role: null, permissions: ["bundles:read"] });
  });

  it("lets it stop following its owner", () => {
    const inheriting = valuesOf(someKey({ role: null, inherits: true }));

    expect(updateBody(inheriting, { ...inheriting, inherits: false, role: "reader" }, NOW)).toEqual({
      inherits: false,
      role: "reader",
    });
  });
});

describe("what was typed while somebody else changed the key", () => {
  it("stays, over what is newer of the rest", () => {
    const before = valuesOf(someKey());
    const after = { ...before, name: "Mine" };
    const newest = valuesOf(someKey({ name: "Theirs", tags: ["theirs"] }));

    expect(onTopOf(newest, { before, after })).toEqual({ ...newest, name: "Mine" });
  });
});
