import {
  keyActor,
  systemActor,
  type Actor,
  type ApiKey,
  type CreateKey,
  type LatchkeyError,
  type Principal,
} from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { codeOf, ring, user } from "./ring.js";

const maker = user("u1", { permissions: ["api-keys:create", "api-keys:read", "bundles:*"] });

describe("creating a key", () => {
  it("answers with the key and a token that opens it, and keeps the token nowhere", async () => {
    const { keyring, store } = ring();
    const { key, token } = await keyring.create({ permissions: ["bundles:read"] }, maker);
    expect(token.startsWith(`acme_live_${key.id}_`)).toBe(true);
    expect(await keyring.verify(token)).toMatchObject({
      ok: true,
      principal: { keyId: key.id, ownerId: "u1", orgId: "a" },
    });
    const secret = token.slice(-49, -6);
    const kept = JSON.stringify([await store.findKey({ id: key.id }), await changesOf(store)]);
    expect(kept).toContain(key.id);
    expect(kept).not.toContain(secret);
  });

  it("takes organization, project and owner from the actor when they are not named", async () => {
    const { keyring } = ring();
    const inProject = user("u1", { project: "p", permissions: ["api-keys:create"] });
    expect((await keyring.create({ permissions: [] }, inProject)).key).toMatchObject({
      orgId: "a",
      projectId: "p",
      ownerId: "u1",
    });
    expect((await keyring.create({ permissions: [] }, systemActor("s"))).key).toMatchObject({
      orgId: null,
      projectId: null,
      ownerId: null,
    });
  });

  it("wants the organization named by an actor that can make keys in several", async () => {
    const { keyring } = ring();
    const grants = ["a", "b"].map((org) => ({
      org,
      permissions: ["api-keys:create"],
      reach: "all" as const,
    }));
    const two = { kind: "user", id: "u1", grants } as const;
    const error = await keyring.create({ permissions: [] }, two).catch((caught: LatchkeyError) => caught);
    expect(error).toMatchObject({ code: "invalid_field", errors: [{ path: ["orgId"] }] });
    expect((await keyring.create({ orgId: "b", permissions: [] }, two)).key.orgId).toBe("b");
  });

  it("numbers keys in the order of creation and names them by it", async () => {
    const { keyring } = ring();
    const made = await Promise.all(
      Array.from({ length: 20 }, () => keyring.create({ permissions: [] }, maker)),
    );
    expect(made.map(({ key }) => key.number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    expect(made.every(({ key }) => key.name === `API key ${key.number}`)).toBe(true);
  });

  const refused: [string, CreateKey, string, unknown][] = [
    ["no grant", {}, "grant_required", [["permissions"]]],
    ["null for both grants", { role: null, permissions: null }, "grant_required", [["permissions"]]],
    ["an unknown role", { role: "nobody" }, "invalid_field", [["role"]]],
    ["a role named like an object's own method", { role: "constructor" }, "invalid_field", [["role"]]],
    ["an expiry that is past", { role: "reader", expiresAt: 1 }, "invalid_field", [["expiresAt"]]],
    [
      "an expiry before the beginning",
      { role: "reader", notBefore: 9e14, expiresAt: 8e14 },
      "invalid_field",
      [["expiresAt"]],
    ],
    [
      "a project without an organization",
      { role: "reader", orgId: null, projectId: "p" },
      "invalid_field",
      [["projectId"]],
    ],
    ["a star for an organization", { role: "reader", orgId: "*" }, "invalid_field", [["orgId"]]],
    ["a server-only field", { role: "reader", digest: "x" } as CreateKey, "unknown_field", [["digest"]]],
    [
      "a prototype",
      JSON.parse('{"role":"reader","__proto__":{"x":1}}') as CreateKey,
      "unknown_field",
      [["__proto__"]],
    ],
    ["a wrong permission in a list", { permissions: ["a:b", "A:B"] }, "invalid_field", [["permissions", 1]]],
    ["a number for a name", { role: "reader", name: 5 as unknown as string }, "invalid_field", [["name"]]],
    ["an object for an organization", { role: "reader", orgId: {} as string }, "invalid_field", [["orgId"]]],
  ];
  it.each(refused)("refuses %s and writes nothing", async (_, input, code, paths) => {
    const { keyring, writes } = ring();
    const error = await keyring
      .create(input, user("u1", { permissions: ["*:*"] }))
      .catch((caught: LatchkeyError) => caught);
    expect(error).toMatchObject({ code });
    expect((error as LatchkeyError).errors?.map(({ path }) => path)).toEqual(paths);
    expect(writes()).toBe(0);
  });

  it("shares nothing with what the caller passed", async () => {
    const { keyring } = ring();
    const input = { permissions: ["bundles:read"], metadata: { team: { name: "x" } }, tags: ["t"] };
    const { key } = await keyring.create(input, maker);
    input.permissions.push("bundles:write");
    input.metadata.team.name = "changed";
    input.tags.push("u");
    expect(await keyring.get({ id: key.id }, maker)).toMatchObject({
      permissions: ["bundles:read"],
      metadata: { team: { name: "x" } },
      tags: ["t"],
    });
  });
});

describe("the reach of create", () => {
  const own = user("u1", { permissions: ["api-keys:create", "api-keys:read", "bundles:read"], reach: "own" });

  it.each([
    ["another organization", { orgId: "b" }],
    ["no organization", { orgId: null }],
    ["another owner", { ownerId: "u2" }],
    ["no owner", { ownerId: null }],
  ])("refuses %s as out of reach", async (_, place) => {
    const { keyring, writes } = ring();
    expect(await codeOf(keyring.create({ permissions: [], ...place }, own))).toBe("out_of_reach");
    expect(writes()).toBe(0);
  });

  it("refuses a project of another organization, whatever it is called", async () => {
    const { keyring } = ring();
    const inProject = user("u1", { project: "p", permissions: ["api-keys:create"] });
    expect(await codeOf(keyring.create({ orgId: "b", projectId: "p", permissions: [] }, inProject))).toBe(
      "out_of_reach",
    );
    expect(await codeOf(keyring.create({ orgId: "a", permissions: [] }, inProject))).toBe("out_of_reach");
  });

  it("lets a key without an owner make none, because nobody's keys are nobody's own", async () => {
    const { keyring } = ring();
    const { token } = await keyring.create({ role: "admin", orgId: "a" }, systemActor("s"));
    const verdict = await keyring.verify(token);
    const key = keyActor((verdict as { principal: Principal }).principal);
    expect(await codeOf(keyring.create({ permissions: [] }, key))).toBe("out_of_reach");
  });

  it("asks for the permission in the covering grant, not in some grant", async () => {
    const { keyring } = ring();
    const actor = {
      kind: "user",
      id: "u1",
      grants: [
        { org: "*", permissions: ["*:*"], reach: "all" },
        { org: "a", permissions: ["bundles:read"], reach: "all" },
      ],
    } as const;
    expect(await codeOf(keyring.create({ orgId: "a", permissions: [] }, actor))).toBe(
      "insufficient_permissions",
    );
    expect(await codeOf(keyring.create({ orgId: "b", permissions: [] }, actor))).toBe("resolved");
  });
});

describe("the covering grant", () => {
  it("is the project's before the organization's before the one for all", async () => {
    const { keyring } = ring();
    const make = (resource: string) => ["api-keys:create", `${resource}:read`];
    const actor = {
      kind: "user",
      id: "u1",
      grants: [
        { org: "*", permissions: make("everywhere"), reach: "all" },
        { org: "a", permissions: make("organization"), reach: "all" },
        { org: "a", project: "p", permissions: make("project"), reach: "all" },
      ],
    } as const;
    const outcome = (place: CreateKey, resource: string) =>
      codeOf(keyring.create({ ...place, permissions: [`${resource}:read`] }, actor));
    const places: [CreateKey, string][] = [
      [{ orgId: "a", projectId: "p" }, "project"],
      [{ orgId: "a", projectId: "q" }, "organization"],
      [{ orgId: "a" }, "organization"],
      [{ orgId: "b", projectId: "p" }, "everywhere"],
      [{ orgId: null }, "everywhere"],
    ];
    for (const [place, covering] of places) {
      for (const resource of ["everywhere", "organization", "project"]) {
        const expected = resource === covering ? "resolved" : "ceiling_exceeded";
        expect([place, resource, await outcome(place, resource)]).toEqual([place, resource, expected]);
      }
    }
  });
});

describe("a body that must not be looked at", () => {
  it("is not asked for before the actor was found to be allowed", async () => {
    const { keyring } = ring();
    const input = jest.fn(() => ({ permissions: [] }));
    expect(await codeOf(keyring.create(input, user("u1", { permissions: ["api-keys:read"] })))).toBe(
      "insufficient_permissions",
    );
    expect(input).toHaveBeenCalledTimes(0);
    await keyring.create(input, maker);
    expect(input).toHaveBeenCalledTimes(1);
  });
});

describe("an input that changes while the write waits", () => {
  it("was what it was when it was checked", async () => {
    const { keyring, beforeNextWrite } = ring();
    const input = { name: "checked", orgId: "a", permissions: ["bundles:read"], metadata: { a: 1 } };
    beforeNextWrite(async () => {
      Object.assign(input, { name: "bad\n", orgId: "*", metadata: { a: 2 } });
      input.permissions.push("*:*");
    });
    const { key } = await keyring.create(input, maker);
    expect(key).toMatchObject({
      name: "checked",
      orgId: "a",
      permissions: ["bundles:read"],
      metadata: { a: 1 },
    });
  });
});

describe("what the policy grants by default", () => {
  const policy = { defaultGrant: { role: "reader", permissions: ["x:y"] } };
  const grants = ({ role, permissions }: ApiKey) => [role, permissions];

  it("is what a key gets that is given nothing at all", async () => {
    const { keyring } = ring({ policy });
    const make = async (input: CreateKey) => grants((await keyring.create(input, systemActor("s"))).key);
    expect(await make({})).toEqual(["reader", ["x:y"]]);
    expect(await make({ role: null, permissions: null, inherits: false })).toEqual(["reader", ["x:y"]]);
    expect(await make({ permissions: [] })).toEqual([null, []]);
    expect(await make({ role: "keeper" })).toEqual(["keeper", null]);
  });

  it("is no way around the ceiling", async () => {
    const { keyring } = ring({ policy });
    expect(await codeOf(keyring.create({}, user("u1", { permissions: ["api-keys:create"] })))).toBe(
      "ceiling_exceeded",
    );
  });

  it("is no way out of an update that takes everything away", async () => {
    const { keyring } = ring({ policy });
    const { key } = await keyring.create({ permissions: [] }, systemActor("s"));
    expect(await codeOf(keyring.update({ id: key.id }, { permissions: null }, systemActor("s")))).toBe(
      "grant_required",
    );
  });
});

describe("an organization or project that the application does not know", () => {
  const asked: unknown[] = [];
  const scopes = {
    validate: (org: string, project: string | null) => {
      asked.push([org, project]);
      if (org === "failing") throw new Error("the directory is down");
      return org === "a" && project !== "gone";
    },
    list: () => [],
  };
  beforeEach(() => asked.splice(0));
  const make = (input: CreateKey, actor: Actor = systemActor("s")) =>
    ring({ scopes }).keyring.create({ permissions: [], ...input }, actor);

  it.each<[CreateKey, string]>([
    [{ orgId: "z" }, "orgId"],
    [{ orgId: "a", projectId: "gone" }, "projectId"],
  ])("is an invalid_field: %j", async (place, field) => {
    const error = await make(place).catch((caught: LatchkeyError) => caught);
    expect(error).toMatchObject({ code: "invalid_field", errors: [{ path: [field] }] });
    expect((error as Error).message).toContain("there is no such");
    const many = await ring({ scopes })
      .keyring.createMany([{ permissions: [] }, { permissions: [], ...place }], systemActor("s"))
      .catch((caught: LatchkeyError) => caught);
    expect(many).toMatchObject({ code: "invalid_field", errors: [{ path: [1, field] }] });
  });

  it("is asked for once, and not at all for a key without an organization", async () => {
    expect(await codeOf(make({ orgId: "a", projectId: "p" }))).toBe("resolved");
    expect(asked).toEqual([["a", "p"]]);
    expect(await codeOf(make({ orgId: null }))).toBe("resolved");
    const inputs = ["p", "q", "p"].map((projectId) => ({ orgId: "a", projectId, permissions: [] }));
    await ring({ scopes }).keyring.createMany(inputs, systemActor("s"));
    expect(asked.slice(1)).toEqual([
      ["a", "p"],
      ["a", "q"],
    ]);
  });

  it("is not to be found out about where the actor makes no keys", async () => {
    const elsewhere = user("u1", { org: "b", permissions: ["*:*"] });
    for (const orgId of ["a", "z"]) expect(await codeOf(make({ orgId }, elsewhere))).toBe("out_of_reach");
    const narrow = user("u1", { permissions: ["api-keys:create"] });
    expect(await codeOf(make({ projectId: "gone", permissions: ["x:y"] }, narrow))).toBe("ceiling_exceeded");
    expect(asked).toEqual([]);
  });

  it("is identity_unavailable when the application cannot say", async () => {
    const warned = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    expect(await codeOf(make({ orgId: "failing" }))).toBe("identity_unavailable");
    expect(warned).toHaveBeenCalledTimes(1);
    warned.mockRestore();
  });
});

describe("the actor of a key", () => {
  it("is nothing but that key, whatever comes along with where it was used", () => {
    const origin = { kind: "system", name: "evil", keyId: "other", address: "192.0.2.1" };
    expect(keyActor({ keyId: "k" }, origin as object)).toEqual({
      kind: "key",
      keyId: "k",
      address: "192.0.2.1",
      requestId: undefined,
    });
  });
});
