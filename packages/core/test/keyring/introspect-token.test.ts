import { inspect } from "node:util";

import { systemActor, type Actor, type CreateKey, type Grant, type Owner } from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import { forgedToken, partsOf, withWrongSecret } from "../forged-token.js";
import { codeOf, keyAs, ring, user, type Ring } from "./ring.js";

const system = systemActor("test");
const asker = user("svc", { permissions: ["api-keys:introspect"] });
const HOUR = 3_600_000;

async function withKey(fields: CreateKey = {}, options: Parameters<typeof ring>[0] = {}) {
  const made = ring({ prefix: ["acme", "older"], ...options });
  const input = { orgId: "a", projectId: "p", ownerId: "u1", permissions: ["bundles:read"], ...fields };
  return { ...made, ...(await made.keyring.create(input, system)) };
}

describe("the token of an active key", () => {
  it("is told with its key's place, limits and times, and what it may do", async () => {
    const { keyring, clock, key, token } = await withKey({
      ...{ name: "CI", role: "reader", permissions: ["logs:read"], rateLimit: { requests: 1, seconds: 60 } },
      ...{ notBefore: 1, expiresAt: Date.UTC(2030, 0), allowedNetworks: ["10.0.0.0/8"] },
    });
    expect(await keyring.introspect(token, asker)).toEqual({
      ...{ id: key.id, number: 1, name: "CI", env: "live", ownerId: "u1", orgId: "a", projectId: "p" },
      permissions: ["bundles:read", "logs:read"],
      ...{ notBefore: 1, expiresAt: Date.UTC(2030, 0), createdAt: clock.now() },
      ...{ allowedNetworks: ["10.0.0.0/8"], rateLimit: { requests: 1, seconds: 60 } },
    });
  });

  it("has what its owner may do at this moment, if it inherits", async () => {
    let permissions = ["bundles:read"];
    const owners = () => ({ active: true, permissions });
    const { keyring, token, clock } = await withKey({ inherits: true, permissions: null }, { owners });
    expect(await keyring.introspect(token, asker)).toMatchObject({ permissions: ["bundles:read"] });
    permissions = [];
    clock.advance(3_000);
    expect(await keyring.introspect(token, asker)).toMatchObject({ permissions: [] });
  });

  it("from before a rotation ends with the overlap, or with the key if that is earlier", async () => {
    const { keyring, clock, key, token } = await withKey();
    const { token: newer } = await keyring.rotate({ id: key.id }, system, { overlap: 3_600 });
    const endOf = async (shown: string) => (await keyring.introspect(shown, asker))?.expiresAt;
    expect([await endOf(token), await endOf(newer)]).toEqual([clock.now() + HOUR, null]);
    await keyring.update({ id: key.id }, { expiresAt: clock.now() + 60_000 }, system);
    expect([await endOf(token), await endOf(newer)]).toEqual([clock.now() + 60_000, clock.now() + 60_000]);
    await keyring.update({ id: key.id }, { expiresAt: null }, system);
    clock.advance(HOUR);
    expect([await endOf(token), await endOf(newer)]).toEqual([undefined, null]);
  });

  it("is told to the key itself, though it has no owner", async () => {
    const { keyring, key, token } = await withKey({ ownerId: null, permissions: ["api-keys:introspect"] });
    expect(await keyring.introspect(token, { kind: "key", keyId: key.id })).toMatchObject({ id: key.id });
  });
});

describe("every other token is nothing, whatever it is", () => {
  it.each<[string, (token: string) => unknown]>([
    ["a wrong secret", withWrongSecret],
    ["an unknown id", (token) => forgedToken({ ...partsOf(token), id: "0000000000000000" })],
    ["another prefix of the keyring", (token) => forgedToken({ ...partsOf(token), prefix: "older" })],
    ["another environment", (token) => forgedToken({ ...partsOf(token), env: "test" })],
    ["the beginning of one", () => "acme_live_7Fq2…"],
    ["an empty text", () => ""],
    ["no text", () => ({ toString: () => "x" })],
    ["a long text", () => "x".repeat(100_000)],
  ])("%s", async (_, wrong) => {
    const { keyring, token } = await withKey();
    expect(await keyring.introspect(wrong(token) as string, asker)).toBeNull();
  });

  it.each<[string, (made: Ring & { key: { id: string } }) => unknown]>([
    ["revoked", ({ keyring, key }) => keyring.revoke({ id: key.id }, system)],
    ["disabled", ({ keyring, key }) => keyring.update({ id: key.id }, { enabled: false }, system)],
    ["expired", ({ clock }) => clock.advance(2 * HOUR)],
    ["rotated", ({ keyring, key }) => keyring.rotate({ id: key.id }, system, { overlap: 0 })],
  ])("one of a key that was %s", async (_, end) => {
    const made = await withKey({ expiresAt: Date.UTC(2026, 0, 1, 2) });
    expect(await made.keyring.introspect(made.token, asker)).not.toBeNull();
    await end(made);
    expect(await made.keyring.introspect(made.token, asker)).toBeNull();
  });

  it("one of a key that is not valid yet", async () => {
    const { keyring, token } = await withKey({ notBefore: Date.UTC(2027, 0) });
    expect(await keyring.introspect(token, asker)).toBeNull();
  });

  it.each<[string, Owner | null]>([
    ["inactive", { active: false, permissions: ["*:*"] }],
    ["gone", null],
  ])("one whose owner is %s", async (_, owner) => {
    let known: Owner | null = { active: true, permissions: [] };
    const { keyring, clock, token } = await withKey({}, { owners: () => known });
    expect(await keyring.introspect(token, asker)).not.toBeNull();
    known = owner;
    clock.advance(3_000);
    expect(await keyring.introspect(token, asker)).toBeNull();
  });

  it("one of an environment that this keyring does not accept", async () => {
    const store = memoryStore();
    const both = ring({ store, environments: ["live", "test"] });
    const { token } = await both.keyring.create({ orgId: "a", env: "test", permissions: [] }, system);
    expect(await both.keyring.introspect(token, asker)).not.toBeNull();
    expect(await ring({ store }).keyring.introspect(token, asker)).toBeNull();
  });
});

describe("who may ask", () => {
  const grant = (more: Partial<Grant>): Grant => ({ org: "a", permissions: [], reach: "all", ...more });
  const person = (...grants: Grant[]): Actor => ({ kind: "user", id: "svc", grants });
  const may = ["api-keys:introspect"];

  it("needs the permission somewhere; before that, nothing is read and no token asked for", async () => {
    const { keyring, token, reads } = await withKey();
    const before = reads();
    const told = jest.fn(() => token);
    const all = ["create", "read", "update", "rotate", "revoke", "reveal"].map((act) => `api-keys:${act}`);
    expect(await codeOf(keyring.introspect(told, person(grant({ permissions: all }))))).toBe(
      "insufficient_permissions",
    );
    expect([reads(), told.mock.calls.length]).toEqual([before, 0]);
  });

  it.each<[boolean, string, Actor]>([
    [true, "a grant for all", person(grant({ org: "*", permissions: may }))],
    [true, "one of the organization", person(grant({ permissions: may }))],
    [true, "one of the project", person(grant({ project: "p", permissions: may }))],
    [
      true,
      "its owner's own",
      { kind: "user", id: "u1", grants: [grant({ permissions: may, reach: "own" })] },
    ],
    [false, "somebody's own", person(grant({ permissions: may, reach: "own" }))],
    [false, "one of another organization", person(grant({ org: "b", permissions: may }))],
    [false, "one of another project", person(grant({ project: "q", permissions: may }))],
    [false, "one for keys in none", person(grant({ org: null, permissions: may }))],
    [
      false,
      "one of the organization, where that of the project lacks it",
      person(grant({ permissions: may }), grant({ project: "p", permissions: ["api-keys:read"] })),
    ],
  ])("is told (%s) by the covering grant: %s", async (told, _, actor) => {
    const { keyring, token } = await withKey();
    expect((await keyring.introspect(token, actor)) !== null).toBe(told);
  });

  it("is a key only while it is active", async () => {
    const made = await withKey();
    const acting = await keyAs(made, { permissions: ["api-keys:introspect"] });
    expect(await made.keyring.introspect(made.token, acting)).not.toBeNull();
    await made.keyring.revoke({ id: acting.keyId }, system);
    expect(await codeOf(made.keyring.introspect(made.token, acting))).toBe("key_revoked");
  });
});

describe("asking", () => {
  it("is no use of the key: nothing is counted, taken from its limit, seen or written", async () => {
    const limiter = { take: jest.fn(), look: jest.fn() };
    const onVerdict = jest.fn();
    const limits = { rateLimit: { requests: 1, seconds: 60 }, allowedNetworks: ["10.0.0.0/8"] };
    const { keyring, key, token, writes, clock } = await withKey(limits, { limiter, onVerdict });
    const before = writes();
    for (const shown of [token, token, withWrongSecret(token)]) await keyring.introspect(shown, asker);
    await keyring.close();
    clock.advance(HOUR);
    expect(await keyring.usage({ id: key.id }, system)).toEqual({ data: [] });
    expect((await keyring.get({ id: key.id }, system)).lastUsedAt).toBeNull();
    expect([limiter.take, limiter.look, onVerdict].flatMap(({ mock }) => mock.calls as unknown[])).toEqual(
      [],
    );
    expect(writes()).toBe(before);
  });

  it("says nothing of a token where that cannot be found out", async () => {
    let away = false;
    const owners = () => (away ? Promise.reject(new Error("away")) : { active: true, permissions: [] });
    const asked = await withKey({}, { owners });
    away = true;
    asked.clock.advance(3_000);
    expect(await codeOf(asked.keyring.introspect(asked.token, asker))).toBe("identity_unavailable");
    const slow = ring({
      digests: [() => ({ name: "slow", create: () => "slow$x", matches: async () => "busy" as const })],
      digest: "slow",
    });
    const { token } = await slow.keyring.create({ orgId: "a", permissions: [] }, system);
    const fault: unknown = await slow.keyring.introspect(token, asker).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: "busy", retryAfter: 1 });
    expect(inspect(fault)).not.toContain(token.slice(-49));
  });
});
