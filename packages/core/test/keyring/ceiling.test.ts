import { systemActor, type CreateKey, type UpdateKey } from "../../src/index.js";
import { codeOf, keyAs, ring, user, type Ring } from "./ring.js";

const DAY = 86_400_000;
const KEEPER = ["api-keys:create", "api-keys:read", "api-keys:update", "api-keys:revoke"];

describe("the ceiling of a user", () => {
  const narrow = user("u1", { permissions: [...KEEPER, "bundles:read"] });

  it.each<[string, CreateKey]>([
    ["a permission the actor lacks", { permissions: ["bundles:write"] }],
    ["a wildcard over one it has", { permissions: ["bundles:*"] }],
    ["everything", { permissions: ["*:*"] }],
    ["a role beyond it", { role: "admin" }],
    ["a role beyond it beside a permission within", { role: "admin", permissions: ["bundles:read"] }],
  ])("refuses a key with %s", async (_, fields) => {
    const { keyring, writes } = ring();
    expect(await codeOf(keyring.create(fields, narrow))).toBe("ceiling_exceeded");
    expect(writes()).toBe(0);
  });

  it("allows what it holds, by permission or by role", async () => {
    const { keyring } = ring();
    expect(await codeOf(keyring.create({ permissions: ["bundles:read"] }, narrow))).toBe("resolved");
    expect(await codeOf(keyring.create({ role: "reader" }, narrow))).toBe("resolved");
    expect(
      await codeOf(
        keyring.create({ role: "reader" }, user("u2", { permissions: ["api-keys:create"], role: "reader" })),
      ),
    ).toBe("resolved");
  });

  it("does not add grants up", async () => {
    const { keyring } = ring();
    const actor = {
      kind: "user",
      id: "u1",
      grants: [
        { org: "*", permissions: ["*:*"], reach: "all" },
        { org: "a", permissions: [...KEEPER, "bundles:read"], reach: "all" },
      ],
    } as const;
    expect(await codeOf(keyring.create({ orgId: "a", permissions: ["bundles:write"] }, actor))).toBe(
      "ceiling_exceeded",
    );
    expect(await codeOf(keyring.create({ orgId: "b", permissions: ["bundles:write"] }, actor))).toBe(
      "resolved",
    );
  });

  it("measures a key as it was as well: nobody changes a stronger one", async () => {
    const made = ring();
    const { key } = await made.keyring.create(
      { orgId: "a", ownerId: "u1", role: "admin" },
      systemActor("test"),
    );
    expect(await codeOf(made.keyring.update({ id: key.id }, { name: "mine" }, narrow))).toBe(
      "ceiling_exceeded",
    );
    expect(await codeOf(made.keyring.update({ id: key.id }, { role: "reader" }, narrow))).toBe(
      "ceiling_exceeded",
    );
  });

  it("measures a key as it will be", async () => {
    const { keyring } = ring();
    const { key } = await keyring.create({ permissions: ["bundles:read"] }, narrow);
    expect(
      await codeOf(keyring.update({ id: key.id }, { permissions: ["bundles:read", "x:y"] }, narrow)),
    ).toBe("ceiling_exceeded");
    expect(await codeOf(keyring.update({ id: key.id }, { role: "admin" }, narrow))).toBe("ceiling_exceeded");
  });

  it("does not keep it from revoking a stronger key", async () => {
    const made = ring();
    const { key } = await made.keyring.create(
      { orgId: "a", ownerId: "u1", role: "admin" },
      systemActor("test"),
    );
    expect(await codeOf(made.keyring.revoke({ id: key.id }, narrow))).toBe("resolved");
  });
});

describe("the ceiling of a key", () => {
  it("is its expiry too: neither later nor never", async () => {
    const made = ring();
    const soon = made.clock.now() + DAY;
    const actor = await keyAs(made, { permissions: [...KEEPER, "bundles:read"], expiresAt: soon });
    const make = (expiresAt: number | null) =>
      codeOf(made.keyring.create({ permissions: ["bundles:read"], expiresAt }, actor));
    expect(await make(null)).toBe("ceiling_exceeded");
    expect(await make(soon + 1)).toBe("ceiling_exceeded");
    expect(await make(soon)).toBe("resolved");
  });

  it("keeps it from lengthening its own life or widening its own rights", async () => {
    const made = ring();
    const soon = made.clock.now() + DAY;
    const actor = await keyAs(made, { permissions: [...KEEPER, "bundles:read"], expiresAt: soon });
    const change = (fields: object) => codeOf(made.keyring.update({ number: 1 }, fields, actor));
    expect(await change({ expiresAt: null })).toBe("ceiling_exceeded");
    expect(await change({ expiresAt: soon + 1 })).toBe("ceiling_exceeded");
    expect(await change({ permissions: ["*:*"] })).toBe("ceiling_exceeded");
    expect(await change({ role: "admin" })).toBe("ceiling_exceeded");
    expect(await change({ name: "renamed" })).toBe("resolved");
  });

  const NETWORKS: [string, CreateKey, Record<string, string>][] = [
    [
      "networks",
      { allowedNetworks: ["10.0.0.0/8", "2001:db8::/32"] },
      {
        null: "ceiling_exceeded",
        '["10.0.0.0/8"]': "resolved",
        '["10.1.0.0/16","2001:db8:1::/48"]': "resolved",
        '["10.1.2.3"]': "resolved",
        '["0.0.0.0/0"]': "ceiling_exceeded",
        '["10.0.0.0/7"]': "ceiling_exceeded",
        '["10.1.0.0/16","192.0.2.0/24"]': "ceiling_exceeded",
        '["::/0"]': "ceiling_exceeded",
      },
    ],
    [
      "rateLimit",
      { rateLimit: { requests: 100, seconds: 60 } },
      {
        null: "ceiling_exceeded",
        '{"requests":100,"seconds":60}': "resolved",
        '{"requests":50,"seconds":30}': "resolved",
        '{"requests":1,"seconds":1}': "resolved",
        '{"requests":101,"seconds":60}': "ceiling_exceeded",
        '{"requests":101,"seconds":86400}': "ceiling_exceeded",
        '{"requests":100,"seconds":59}': "ceiling_exceeded",
        '{"requests":2,"seconds":1}': "ceiling_exceeded",
      },
    ],
  ];
  const sides = NETWORKS.flatMap(([side, own, outcomes]) =>
    Object.entries(outcomes).map(([value, outcome]): [string, string, string, CreateKey] => [
      side.replace("allowedN", "n"),
      value,
      outcome,
      own,
    ]),
  );

  it.each(sides)(
    "is its %s too: with %s making a key is %s, and so is changing one to it",
    async (side, value, outcome, own) => {
      const made = ring();
      const field = side === "networks" ? "allowedNetworks" : side;
      const actor = await keyAs(made, { permissions: KEEPER, ...own });
      const wanted = { [field]: JSON.parse(value) as unknown };
      expect(await codeOf(made.keyring.create({ permissions: [], ...wanted }, actor))).toBe(outcome);
      const { key } = await made.keyring.create({ permissions: [], ...own, name: "to be changed" }, actor);
      expect(await codeOf(made.keyring.update({ id: key.id }, wanted, actor))).toBe(outcome);
      // The acting key itself is no exception.
      expect(await codeOf(made.keyring.update({ number: 1 }, wanted, actor))).toBe(outcome);
    },
  );

  it.each<[string, CreateKey, UpdateKey]>([
    ["networks", { allowedNetworks: ["10.0.0.0/8"] }, { allowedNetworks: ["10.0.0.0/8"] }],
    ["rate limit", { rateLimit: { requests: 1, seconds: 1 } }, { rateLimit: { requests: 1, seconds: 1 } }],
    ["expiry", { expiresAt: Date.UTC(2026, 5) }, { expiresAt: Date.UTC(2026, 5) }],
  ])(
    "measures a key as it was in its %s as well: nobody cuts a freer one down to size",
    async (_, own, cut) => {
      const made = ring();
      const actor = await keyAs(made, { permissions: KEEPER, ...own });
      await keyAs(made, { permissions: [] });
      expect(await codeOf(made.keyring.update({ number: 2 }, cut, actor))).toBe("ceiling_exceeded");
      expect(await codeOf(made.keyring.update({ number: 2 }, { name: "x" }, actor))).toBe("ceiling_exceeded");
      expect(await made.store.findKey({ number: 2 })).toMatchObject({ version: 1 });
    },
  );

  it("is no ceiling of a user: neither environment, expiry, networks nor rate", async () => {
    const { keyring } = ring();
    const maker = user("u1", { permissions: KEEPER });
    for (const fields of [
      {},
      { env: "test" as const },
      { rateLimit: null, allowedNetworks: null, expiresAt: null },
    ])
      expect(await codeOf(keyring.create({ permissions: [], ...fields }, maker))).toBe("resolved");
  });

  it("comes from its row, not from what the caller remembers", async () => {
    const made = ring();
    const actor = await keyAs(made, { permissions: [...KEEPER, "bundles:*"] });
    await made.keyring.update({ number: 1 }, { permissions: KEEPER }, systemActor("test"));
    expect(await codeOf(made.keyring.create({ permissions: ["bundles:read"] }, actor))).toBe(
      "ceiling_exceeded",
    );
  });

  it("is read again under the lock", async () => {
    const made = ring();
    const actor = await keyAs(made, { permissions: [...KEEPER, "bundles:*"] });
    made.beforeNextWrite(() =>
      made.keyring.update({ number: 1 }, { permissions: KEEPER }, systemActor("test")),
    );
    expect(await codeOf(made.keyring.create({ permissions: ["bundles:read"] }, actor))).toBe(
      "ceiling_exceeded",
    );
    expect(await made.store.findKey({ number: 2 })).toBeNull();
  });

  it.each<[string, UpdateKey]>([
    ["networks", { allowedNetworks: ["10.0.0.0/8"] }],
    ["rate limit", { rateLimit: { requests: 1, seconds: 1 } }],
    ["expiry", { expiresAt: Date.UTC(2026, 5) }],
  ])("is narrowed by its new %s from the moment of the lock on", async (_, narrower) => {
    const made = ring();
    const actor = await keyAs(made, { permissions: KEEPER });
    made.beforeNextWrite(() => made.keyring.update({ number: 1 }, narrower, systemActor("test")));
    expect(await codeOf(made.keyring.create({ permissions: [] }, actor))).toBe("ceiling_exceeded");
    made.beforeNextWrite(() => made.keyring.update({ number: 1 }, { permissions: [] }, systemActor("test")));
    expect(await codeOf(made.keyring.createMany([{ permissions: [], ...narrower }], actor))).toBe(
      "insufficient_permissions",
    );
    expect(await made.store.findKey({ number: 2 })).toBeNull();
  });

  it("is narrowed from the moment of the lock on for changes as well", async () => {
    const made = ring();
    const actor = await keyAs(made, { permissions: KEEPER });
    await keyAs(made, { permissions: [] });
    made.beforeNextWrite(() =>
      made.keyring.update({ number: 1 }, { expiresAt: made.clock.now() + DAY }, systemActor("test")),
    );
    expect(await codeOf(made.keyring.update({ number: 2 }, { name: "x" }, actor))).toBe("ceiling_exceeded");
    expect(await made.store.findKey({ number: 2 })).toMatchObject({ version: 1 });
  });

  it.each([
    ["revoked", "key_revoked", (made: Ring) => made.keyring.revoke({ number: 1 }, systemActor("test"))],
    [
      "disabled",
      "key_disabled",
      (made: Ring) => made.keyring.update({ number: 1 }, { enabled: false }, systemActor("test")),
    ],
  ])("ends with the key: %s between decision and lock, it writes nothing", async (_, code, end) => {
    const made = ring();
    const actor = await keyAs(made, { permissions: KEEPER });
    made.beforeNextWrite(() => end(made));
    expect(await codeOf(made.keyring.create({ permissions: [] }, actor))).toBe(code);
    expect(await made.store.findKey({ number: 2 })).toBeNull();
    expect(await codeOf(made.keyring.list({}, actor))).toBe(code);
  });

  it("refuses an acting key that has expired, or that there never was", async () => {
    const made = ring();
    const actor = await keyAs(made, { permissions: KEEPER, expiresAt: made.clock.now() + DAY });
    made.clock.advance(DAY);
    expect(await codeOf(made.keyring.list({}, actor))).toBe("key_expired");
    expect(await codeOf(made.keyring.list({}, { kind: "key", keyId: "0000000000000000" }))).toBe(
      "invalid_token",
    );
  });

  it("never reaches beyond the key's own organization, project and owner", async () => {
    const made = ring();
    const system = systemActor("test");
    const actor = await keyAs(made, { role: "admin", projectId: "p" });
    const others = [
      { orgId: "b", ownerId: "u1" },
      { orgId: "a", projectId: "q", ownerId: "u1" },
      { orgId: "a", ownerId: "u1" },
      { orgId: "a", projectId: "p", ownerId: "u2" },
      { orgId: "a", projectId: "p", ownerId: null },
      { orgId: null, ownerId: "u1" },
    ];
    for (const place of others) {
      const { key } = await made.keyring.create({ ...place, permissions: [] }, system);
      const ref = { id: key.id };
      expect(await codeOf(made.keyring.get(ref, actor))).toBe("not_found");
      expect(await codeOf(made.keyring.update(ref, { name: "x" }, actor))).toBe("not_found");
      expect(await codeOf(made.keyring.revoke(ref, actor))).toBe("not_found");
    }
    expect((await made.keyring.list({}, actor)).data.map(({ number }) => number)).toEqual([1]);
  });
});
