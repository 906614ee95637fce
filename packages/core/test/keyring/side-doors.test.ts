import {
  createKeyring,
  systemActor,
  type Actor,
  type CreateKey,
  type Keyring,
  type KeyringOptions,
  type KeyRef,
  type UpdateKey,
} from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { active, owners } from "./owners.js";
import { codeOf, keyAs, PEPPER, ring, user } from "./ring.js";

const system = systemActor("test");
/** Everything about keys and roles, and little of what keys are for. */
const NARROW = ["api-keys:*", "api-roles:*", "bundles:read"];
const DAY = 86_400_000;

/** A keyring in which an owner holds much, and tokens can be shown again. */
function house() {
  const sealingKeys = [{ version: 1, secret: "a sealing key of thirty-two bytes" }];
  const people = owners({ u1: active("*:*"), u2: active() });
  const options: Partial<KeyringOptions> = {
    owners: people.find,
    reveal: { sealingKeys },
    environments: ["live", "test"],
  };
  return ring(options);
}

/** Runs what must be refused, and sees to it that nothing was written. */
async function refused(
  made: ReturnType<typeof house>,
  attempts: readonly (() => Promise<unknown>)[],
  code = "ceiling_exceeded",
) {
  const before = await changesOf(made.store);
  for (const attempt of attempts) expect(await codeOf(attempt())).toBe(code);
  expect(await changesOf(made.store)).toEqual(before);
}

describe("the ceiling has no side door (SECURITY 20):", () => {
  it("a narrow key cannot inherit what its owner holds, nor let another key", async () => {
    const made = house();
    const actor = await keyAs(made, { permissions: NARROW });
    await keyAs(made, { permissions: [] });
    const turnedOn = { inherits: true, permissions: null };
    await refused(made, [
      () => made.keyring.create({ inherits: true }, actor),
      () => made.keyring.createMany([{ permissions: [] }, { inherits: true }], actor),
      () => made.keyring.update({ number: 1 }, turnedOn, actor),
      () => made.keyring.update({ number: 2 }, turnedOn, actor),
    ]);
  });

  it("a key whose role only another release knows is nobody's to take over", async () => {
    const made = house();
    const other = createKeyring({
      store: made.store,
      clock: made.clock,
      prefix: "acme",
      peppers: [PEPPER],
      roles: { "of-tomorrow": ["*:*"] },
    });
    await other.create({ orgId: "a", role: "of-tomorrow" }, system);
    const narrow = user("u1", { permissions: NARROW });
    await refused(made, [
      () => made.keyring.rotate({ number: 1 }, narrow),
      () => made.keyring.reveal({ number: 1 }, narrow),
      () => made.keyring.update({ number: 1 }, { name: "mine" }, narrow),
    ]);
    await made.keyring.revoke({ number: 1 }, narrow);
  });

  it("an inheriting key is nobody's to take over where owners are not known", async () => {
    const made = house();
    await made.keyring.create({ orgId: "a", ownerId: "u1", inherits: true }, system);
    const bare = createKeyring({ store: made.store, clock: made.clock, prefix: "acme", peppers: [PEPPER] });
    const narrow = user("u2", { permissions: NARROW });
    await refused(made, [
      () => bare.rotate({ number: 1 }, narrow),
      () => bare.update({ number: 1 }, { name: "mine" }, narrow),
    ]);
  });

  it("a test key makes no live one, and touches none", async () => {
    const made = house();
    const actor = await keyAs(made, { permissions: NARROW, env: "test" });
    await keyAs(made, { permissions: [] });
    await refused(made, [
      () => made.keyring.create({ permissions: [] }, actor),
      () => made.keyring.create({ permissions: [], env: "live" }, actor),
      () => made.keyring.createMany([{ permissions: [], env: "test" }, { permissions: [] }], actor),
      () => made.keyring.update({ number: 2 }, { name: "x" }, actor),
      () => made.keyring.rotate({ number: 2 }, actor),
      () => made.keyring.reveal({ number: 2 }, actor),
    ]);
  });

  it.each<[string, CreateKey, UpdateKey]>([
    ["networks", { allowedNetworks: ["10.0.0.0/8"] }, { allowedNetworks: null }],
    ["a rate limit", { rateLimit: { requests: 1, seconds: 1 } }, { rateLimit: null }],
    ["an expiry", { expiresAt: Date.UTC(2026, 1) }, { expiresAt: null }],
  ])(
    "a key with %s makes none without, takes them from none and gets the token of none",
    async (_, own, without) => {
      const made = house();
      const actor = await keyAs(made, { permissions: NARROW, ...own });
      await keyAs(made, { permissions: [], ...own });
      await keyAs(made, { permissions: [] });
      await refused(made, [
        () => made.keyring.create({ permissions: [] }, actor),
        () => made.keyring.create({ permissions: [], ...(without as CreateKey) }, actor),
        () => made.keyring.createMany([{ permissions: [], ...own }, { permissions: [] }], actor),
        () => made.keyring.update({ number: 1 }, without, actor),
        () => made.keyring.update({ number: 2 }, without, actor),
        () => made.keyring.update({ number: 3 }, { name: "x" }, actor),
        () => made.keyring.rotate({ number: 3 }, actor),
        () => made.keyring.reveal({ number: 3 }, actor),
      ]);
    },
  );

  it("a key does not widen a role that it holds itself", async () => {
    const made = house();
    const role = await made.keyring.roles.create({ orgId: "a", name: "ops", permissions: NARROW }, system);
    const actor = await keyAs(made, { role: "ops" });
    await refused(made, [
      () => made.keyring.roles.update(role.id, { permissions: ["*:*"] }, actor),
      () => made.keyring.roles.update(role.id, { permissions: [...NARROW, "bundles:write"] }, actor),
      () => made.keyring.roles.create({ name: "wide", permissions: ["*:*"] }, actor),
    ]);
  });

  it.each<[string, CreateKey]>([
    ["another environment", { env: "test" }],
    ["no networks", { allowedNetworks: ["10.0.0.0/8"] }],
    ["no expiry", { expiresAt: Date.UTC(2026, 1) }],
    ["no rate limit", { rateLimit: { requests: 1, seconds: 1 } }],
    ["another owner", {}],
  ])("a key does not widen a role of keys that have %s, by permissions it holds itself", async (_, own) => {
    const made = house();
    const role = await made.keyring.roles.create({ orgId: "a", name: "none", permissions: [] }, system);
    const actor = await keyAs(made, { permissions: NARROW, ...own });
    const widen = () => made.keyring.roles.update(role.id, { permissions: ["bundles:read"] }, actor);
    await keyAs(made, { role: "none", ownerId: "u2" });
    await refused(made, [widen]);
    // What no key has, anybody may widen who holds it: giving it to a key is measured then.
    await made.keyring.revoke({ number: 2 }, system);
    expect(await codeOf(widen())).toBe("resolved");
    await refused(made, [() => made.keyring.create({ role: "none", ownerId: "u2" }, actor)], "out_of_reach");
  });

  it("a user does not widen a role in a project where the grant for it holds less, nor for the keys of others", async () => {
    const made = house();
    const role = await made.keyring.roles.create({ orgId: "a", name: "none", permissions: [] }, system);
    await keyAs(made, { role: "none", projectId: "p" });
    const widen = (actor: Actor) => () =>
      made.keyring.roles.update(role.id, { permissions: ["bundles:read"] }, actor);
    const lessInProject: Actor = {
      kind: "user",
      id: "u1",
      grants: [
        { org: "a", permissions: NARROW, reach: "all" },
        { org: "a", project: "p", permissions: ["api-keys:*"], reach: "all" },
      ],
    };
    await refused(made, [widen(lessInProject), widen(user("u2", { permissions: NARROW, reach: "own" }))]);
    expect(await codeOf(widen(user("u2", { permissions: NARROW }))())).toBe("resolved");
  });

  it("a stronger sibling's token is not to be had by reveal or by rotation, and lists hold none", async () => {
    const made = house();
    const actor = await keyAs(made, { permissions: NARROW });
    const { token } = await made.keyring.create({ orgId: "a", ownerId: "u1", role: "admin" }, system);
    const heir = await made.keyring.create({ orgId: "a", ownerId: "u1", inherits: true }, system);
    const stronger: KeyRef[] = [{ number: 2 }, { number: 3 }];
    await refused(
      made,
      stronger.flatMap((ref) => [
        () => made.keyring.reveal(ref, actor),
        () => made.keyring.rotate(ref, actor),
        () => made.keyring.rotate(ref, actor, { overlap: 0 }),
      ]),
    );
    const shown = JSON.stringify([
      await made.keyring.list({}, actor),
      await made.keyring.get({ number: 2 }, actor),
    ]);
    for (const each of [token, heir.token]) expect(shown).not.toContain(each.slice(-49, -6));
  });

  it("a stronger sibling is not changed in anything, be it its name or to something weaker", async () => {
    const made = house();
    const actor = await keyAs(made, { permissions: NARROW });
    await keyAs(made, { role: "admin" });
    await keyAs(made, { inherits: true });
    const changes: UpdateKey[] = [
      { name: "mine" },
      { enabled: false },
      { permissions: [], role: null, inherits: false },
      { expiresAt: made.clock.now() + DAY },
    ];
    await refused(
      made,
      [2, 3].flatMap((number) =>
        changes.map((change) => () => made.keyring.update({ number }, change, actor)),
      ),
    );
  });

  it("a project of another organization, named in a body, mints nothing there", async () => {
    const made = house();
    const actors = [
      await keyAs(made, { permissions: NARROW, projectId: "p" }),
      user("u1", { project: "p", permissions: NARROW }),
    ];
    for (const actor of actors) {
      const places: CreateKey[] = [
        { orgId: "b", projectId: "p" },
        { orgId: "b" },
        { projectId: "q" },
        { orgId: null },
        { orgId: "a" },
      ];
      const attempts = places.flatMap((place) => [
        () => made.keyring.create({ ...place, permissions: [] }, actor),
        () => made.keyring.createMany([{ permissions: [] }, { ...place, permissions: [] }], actor),
      ]);
      await refused(made, attempts, "out_of_reach");
    }
  });

  const WRITING: Record<string, (keyring: Keyring, actor: Actor) => Promise<unknown>> = {
    create: (keyring, actor) => keyring.create({ permissions: [] }, actor),
    createMany: (keyring, actor) => keyring.createMany([{ permissions: [] }], actor),
    import: (keyring, actor) => keyring.import([{ foreign: "old", token: "old-1", permissions: [] }], actor),
    update: (keyring, actor) => keyring.update({ number: 1 }, { name: "x" }, actor),
    rotate: (keyring, actor) => keyring.rotate({ number: 1 }, actor),
    endOverlap: (keyring, actor) => keyring.endOverlap({ number: 1 }, actor),
    revoke: (keyring, actor) => keyring.revoke({ number: 1 }, actor),
    purge: (keyring, actor) => keyring.purge({ revokedBefore: 1 }, actor),
    reveal: (keyring, actor) => keyring.reveal({ number: 1 }, actor),
    ownerChanged: (keyring, actor) => keyring.ownerChanged("u1", actor),
    prune: (keyring, actor) => keyring.prune({}, actor),
    "roles.create": (keyring, actor) => keyring.roles.create({ name: "x", permissions: [] }, actor),
    "roles.update": (keyring, actor) => keyring.roles.update("0000000000000000", { name: "x" }, actor),
    "roles.delete": (keyring, actor) => keyring.roles.delete("0000000000000000", actor),
  };

  it.each(Object.keys(WRITING))(
    "a read-only actor gets 403 from %s, as a user and as a key",
    async (method) => {
      const made = house();
      const READ = ["api-keys:read", "api-roles:read", "api-changes:read", "*:read"];
      const actors = [await keyAs(made, { permissions: READ }), user("u1", { permissions: READ })];
      await refused(
        made,
        actors.map((actor) => () => WRITING[method]?.(made.keyring, actor) as Promise<unknown>),
        "insufficient_permissions",
      );
    },
  );

  it("and no method that writes is forgotten above", () => {
    const { keyring } = house();
    const methods = (of: object, path = ""): string[] =>
      Object.entries(of).flatMap(([name, value]: [string, unknown]) =>
        typeof value === "function" ? [path + name] : methods(value as object, `${path}${name}.`),
      );
    const OF_KEYS = ["get", "list", "usage", "introspect"];
    const READING = [...OF_KEYS, "permissions", "scopes", "self", "roles.list", "roles.get"];
    const OTHERS = ["changes.list", "changes.verify", "recognizes", "verify", "verifySync", "start", "close"];
    // Shows what may be shown and leaves out the rest: see reveal-many.test.ts.
    const OF_PAGES = ["revealMany"];
    expect(methods(keyring).sort()).toEqual(
      [...Object.keys(WRITING), ...OF_PAGES, ...READING, ...OTHERS].sort(),
    );
  });
});
