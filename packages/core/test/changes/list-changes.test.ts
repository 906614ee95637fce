import {
  systemActor,
  type Actor,
  type ChangeRecord,
  type KeyStore,
  type ListChanges,
} from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { codeOf, ring, user } from "../keyring/ring.js";

const system = systemActor("setup");
const everyone = user("u1", { org: "*", permissions: ["api-changes:read"] });
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 1);

/** Rows without the keyring: a chain in name only. */
async function append(store: KeyStore, rows: readonly Partial<ChangeRecord>[]): Promise<void> {
  const changes = rows.map((row, index) => ({ ...PLAIN, seq: index + 1, at: START + index, ...row }));
  const head = { lastSeq: changes.length, lastHash: "", lastNumber: 0 };
  await store.transact((tx) => tx.appendChanges(changes, head));
}

const PLAIN: Omit<ChangeRecord, "seq" | "at"> = {
  actorKind: "user",
  actorId: "u1",
  actorName: null,
  action: "key.updated",
  target: "k1",
  ownerId: "u1",
  orgId: "a",
  projectId: null,
  address: null,
  requestId: null,
  detail: "{}",
  previousHash: "",
  hash: "",
};

/** The seqs of all pages, and how many pages there were. */
async function walk(
  keyring: ReturnType<typeof ring>["keyring"],
  query: ListChanges,
  actor: Actor = everyone,
) {
  const seqs: number[] = [];
  let pages = 0;
  for (let cursor: string | undefined; ;) {
    const page = await keyring.changes.list({ ...query, cursor }, actor);
    pages++;
    seqs.push(...page.data.map(({ seq }) => seq));
    if (page.nextCursor === null) return { seqs, pages };
    cursor = page.nextCursor;
  }
}

async function listed(rows: readonly Partial<ChangeRecord>[], query: ListChanges, actor?: Actor) {
  const { keyring, store } = ring();
  await append(store, rows);
  return (await walk(keyring, query, actor)).seqs;
}

describe("the list of changes", () => {
  it("shows what was done, the newest first, with its detail read", async () => {
    const { keyring, store } = ring();
    const { key } = await keyring.create({ orgId: "a", name: "One", permissions: [] }, system);
    await keyring.update({ id: key.id }, { name: "Two" }, system);
    const { data, nextCursor } = await keyring.changes.list({}, everyone);
    expect(nextCursor).toBeNull();
    const [second] = data;
    expect(data.map(({ action }) => action)).toEqual(["key.updated", "key.created"]);
    const rows = await changesOf(store);
    expect(second).toEqual({
      ...rows[1],
      detail: { before: { name: "One", version: 1 }, after: { name: "Two", version: 2 } },
    });
  });

  it("goes on where a page ended, each change once, whatever is written meanwhile", async () => {
    const { keyring, store } = ring();
    for (let n = 0; n < 5; n++) await keyring.create({ permissions: [] }, system);
    const first = await keyring.changes.list({ limit: 2 }, everyone);
    expect(first.data.map(({ seq }) => seq)).toEqual([5, 4]);
    await keyring.create({ permissions: [] }, system);
    const query = { limit: 2, cursor: first.nextCursor ?? "" };
    expect((await keyring.changes.list(query, everyone)).data.map(({ seq }) => seq)).toEqual([3, 2]);
    expect((await walk(keyring, { limit: 4 })).seqs).toEqual([6, 5, 4, 3, 2, 1]);
    expect(await changesOf(store)).toHaveLength(6);
  });

  it("shows an edited detail that cannot be read as empty, and does not fail over it", async () => {
    const { keyring, store } = ring();
    await append(store, [{ detail: "{" }, { detail: "null" }, { detail: '"x"' }]);
    expect((await keyring.changes.list({}, everyone)).data.map(({ detail }) => detail)).toEqual([{}, {}, {}]);
  });
});

describe("a filter of the list", () => {
  const rows: Partial<ChangeRecord>[] = [
    { target: "k1", actorId: "u1", action: "key.created" },
    { target: "k2", actorId: "u1", action: "key.created" },
    { target: "k1", actorId: "u2", action: "key.revoked" },
    { target: "k1", actorId: "u2", action: "owner.changed" },
    { target: "k1", actorId: "first start", actorKind: "system", action: "tokens_revealed" },
  ];

  it.each<[ListChanges, number[]]>([
    [{}, [5, 4, 3, 2, 1]],
    [{ keyId: "k2" }, [2]],
    // The owner k1 is no key, whatever it is called.
    [{ keyId: "k1" }, [5, 3, 1]],
    [{ keyId: "k1", actorId: "u2" }, [3]],
    [{ actorId: "u1" }, [2, 1]],
    [{ actorId: "first start" }, [5]],
    [{ action: "key.created" }, [2, 1]],
    [{ keyId: "k1", action: "key.created" }, [1]],
    [{ keyId: "k3" }, []],
    [{ from: START + 1, to: START + 3 }, [3, 2]],
    [{ from: START + 3 }, [5, 4]],
    [{ to: START + 1 }, [1]],
    [{ from: START + 3, to: START + 3 }, []],
    [{ from: START + 4, to: START + 2 }, []],
  ])("%j", async (query, seqs) => {
    expect(await listed(rows, query)).toEqual(seqs);
    expect(await listed(rows, { ...query, limit: 1 })).toEqual(seqs);
  });

  it.each<[object, string]>([
    [{ key: "k1" }, "unknown_field"],
    [{ keyId: 1 }, "invalid_field"],
    [{ keyId: { id: "k1" } }, "invalid_field"],
    [{ actorId: "" }, "invalid_field"],
    [{ action: "key.deleted" }, "invalid_field"],
    [{ action: ["key.created"] }, "invalid_field"],
    [{ from: "2026-01-01" }, "invalid_field"],
    [{ to: -1 }, "invalid_field"],
    [{ limit: 0 }, "invalid_field"],
    [{ limit: 201 }, "invalid_field"],
    [{ cursor: 5 }, "invalid_field"],
    [{ cursor: "no cursor" }, "invalid_cursor"],
  ])("is refused when it is %j", async (query, code) => {
    expect(await codeOf(ring().keyring.changes.list(query, everyone))).toBe(code);
  });

  it("is bound to its cursor, and a list of keys has others", async () => {
    const { keyring } = ring();
    for (let n = 0; n < 3; n++) await keyring.create({ orgId: "a", permissions: [] }, system);
    const { nextCursor } = await keyring.changes.list({ limit: 1, actorId: "setup" }, everyone);
    const cursor = nextCursor ?? "";
    const others: ListChanges[] = [{}, { actorId: "u1" }, { keyId: "setup" }, { actorId: "setup", from: 1 }];
    for (const query of others)
      expect(await codeOf(keyring.changes.list({ ...query, cursor }, everyone))).toBe("invalid_cursor");
    expect(await codeOf(keyring.changes.list({ actorId: "setup", cursor }, everyone))).toBe("resolved");
    expect(await codeOf(keyring.list({ cursor }, system))).toBe("invalid_cursor");
    const ofKeys = (await keyring.list({ limit: 1 }, system)).nextCursor ?? "";
    expect(await codeOf(keyring.changes.list({ cursor: ofKeys }, everyone))).toBe("invalid_cursor");
  });
});

describe("what an actor sees", () => {
  const rows: Partial<ChangeRecord>[] = [
    { orgId: "a", ownerId: "u1" },
    { orgId: "a", ownerId: "u2" },
    { orgId: "a", projectId: "p", ownerId: "u1" },
    { orgId: "b", ownerId: "u1" },
    { orgId: null, ownerId: "u1" },
    { orgId: null, ownerId: "u2", target: "u2", action: "owner.changed" },
    { orgId: null, ownerId: null, target: "changes", action: "changes.pruned" },
    { orgId: "a", ownerId: null, target: "r1", action: "role.created" },
  ];
  const permissions = ["api-changes:read"];

  it.each<[string, object[], number[]]>([
    ["everything", [{ org: "*", reach: "all", permissions }], [8, 7, 6, 5, 4, 3, 2, 1]],
    ["an organization", [{ org: "a", reach: "all", permissions }], [8, 3, 2, 1]],
    ["its own in an organization", [{ org: "a", reach: "own", permissions }], [3, 1]],
    ["a project", [{ org: "a", project: "p", reach: "all", permissions }], [3]],
    ["what has no organization, but what concerns all", [{ org: null, reach: "all", permissions }], [5]],
    ["its own without organization", [{ org: null, reach: "own", permissions }], [5]],
    [
      "two organizations",
      [
        { org: "b", reach: "all", permissions },
        { org: "a", reach: "own", permissions },
      ],
      [4, 3, 1],
    ],
    [
      "an organization without one project",
      [
        { org: "a", reach: "all", permissions },
        { org: "a", project: "p", reach: "all", permissions: ["*:read"] },
      ],
      [8, 3, 2, 1],
    ],
    [
      "everywhere but there, since the narrower grant decides",
      [
        { org: "*", reach: "all", permissions },
        { org: "a", reach: "all", permissions: ["api-keys:*"] },
      ],
      [7, 6, 5, 4],
    ],
    [
      "seventeen organizations",
      Array.from("abcdefghijklmnopq", (org) => ({ org, reach: "all", permissions })),
      [8, 4, 3, 2, 1],
    ],
  ])("is what grants with api-changes:read cover and reach: %s", async (_, grants, seqs) => {
    const actor = { kind: "user", id: "u1", grants } as Actor;
    for (const limit of [1, 3, 50]) expect(await listed(rows, { limit }, actor)).toEqual(seqs);
    const target = { keyId: "k1" };
    const ofKey = seqs.filter((seq) => seq <= 5);
    expect(await listed(rows, target, actor)).toEqual(ofKey);
  });

  it("is nothing at all without the permission", async () => {
    const reader = user("u1", { permissions: ["api-keys:*"] });
    expect(await codeOf(ring().keyring.changes.list({}, reader))).toBe("insufficient_permissions");
  });

  it("of a key without owner are the changes of itself", async () => {
    const { keyring } = ring();
    const { key } = await keyring.create({ orgId: "a", ownerId: null, permissions }, system);
    await keyring.create({ orgId: "a", ownerId: null, permissions: [] }, system);
    const { data } = await keyring.changes.list({}, { kind: "key", keyId: key.id });
    expect(data.map(({ target }) => target)).toEqual([key.id]);
  });

  it("does not tell how much else there is: a cursor is sealed", async () => {
    const { keyring, store } = ring();
    await append(
      store,
      Array.from({ length: 10 }, () => ({})),
    );
    const cursors = await Promise.all([1, 1].map((limit) => keyring.changes.list({ limit }, everyone)));
    const [one, two] = cursors.map(({ nextCursor }) => nextCursor);
    expect(one).not.toBe(two);
    expect(Buffer.from(one ?? "", "base64url").toString("latin1")).not.toBe("10");
  });
});

describe("the cost of a page", () => {
  /** Counts the rows that are read, and by which walk. */
  function counted(store: KeyStore) {
    const walks: string[] = [];
    let rows = 0;
    const counting: KeyStore = {
      ...store,
      async scanChanges(scan) {
        const found = await store.scanChanges(scan);
        walks.push(scan.within.by);
        rows += found.length;
        return found;
      },
    };
    return { keyring: ring({ store: counting }).keyring, walks, rows: () => rows };
  }

  async function many(count: number, row: (seq: number) => Partial<ChangeRecord>) {
    const { store } = ring();
    await append(
      store,
      Array.from({ length: count }, (_, index) => row(index + 1)),
    );
    return counted(store);
  }

  it("is 2,000 rows at most, and the walk goes on behind them", async () => {
    const { keyring, rows } = await many(5_000, (seq) => ({
      target: seq === 1 ? "k2" : "k1",
      action: seq === 1 ? "key.created" : "key.updated",
    }));
    const page = await keyring.changes.list({ action: "key.created" }, everyone);
    expect(page.data).toEqual([]);
    expect(page.nextCursor).not.toBeNull();
    expect(rows()).toBe(2_000);
    expect(await walk(keyring, { action: "key.created" })).toEqual({ seqs: [1], pages: 3 });
  });

  it("is that of the index which the query names: key, actor, organization", async () => {
    const { keyring, walks, rows } = await many(3_000, (seq) =>
      seq % 1_000 === 0 ? { target: "k2", actorId: "u2", orgId: "b" } : {},
    );
    const ofB = user("u9", { org: "b", permissions: ["*:*"] });
    expect((await walk(keyring, { keyId: "k2" })).seqs).toEqual([3_000, 2_000, 1_000]);
    expect((await walk(keyring, { actorId: "u2" })).seqs).toEqual([3_000, 2_000, 1_000]);
    expect((await walk(keyring, {}, ofB)).seqs).toEqual([3_000, 2_000, 1_000]);
    expect(walks).toEqual(["target", "actor", "org"]);
    expect(rows()).toBe(9);
  });

  it("is small for times long ago, too: the walk begins there and ends there", async () => {
    const { keyring, rows } = await many(10_000, (seq) => ({ at: START + seq * HOUR }));
    const query = { from: START + 1_000 * HOUR, to: START + 1_010 * HOUR };
    const { seqs } = await walk(keyring, query);
    expect(seqs).toEqual([1_009, 1_008, 1_007, 1_006, 1_005, 1_004, 1_003, 1_002, 1_001, 1_000]);
    expect(rows()).toBeLessThan(300);
  });

  it.each([2_000, 40_000])("is found by its time with as few reads among %i changes", async (count) => {
    const { keyring, walks } = await many(count, (seq) => ({ at: START + seq * HOUR }));
    const { data } = await keyring.changes.list({ to: START + (count / 2) * HOUR, limit: 10 }, everyone);
    expect(data[0]?.seq).toBe(count / 2 - 1);
    expect(walks.length).toBeLessThanOrEqual(7);
  });

  it("is found by its time with few reads where most changes came in one moment", async () => {
    const { keyring, walks } = await many(20_000, (seq) => ({
      at: START + (seq < 5_000 ? seq : seq < 19_000 ? 5_000 : seq * 100) * HOUR,
    }));
    const { data } = await keyring.changes.list({ to: START + 4_000 * HOUR, limit: 10 }, everyone);
    expect(data[0]?.seq).toBe(3_999);
    expect(walks.length).toBeLessThanOrEqual(3 * 9 + 3);
  });
});

describe("times of a clock that was set back", () => {
  it.each([1, 2, 3, 4, 5])(
    "are still filtered exactly: random steps of less than a day, %i",
    async (seed) => {
      const steps = lehmer(seed);
      let now = START + 100 * DAY;
      const rows = Array.from({ length: 600 }, () => {
        now += HOUR;
        return { at: now - Math.floor(steps() * (DAY - 1)) };
      });
      const { keyring, store } = ring();
      await append(store, rows);
      for (let n = 0; n < 20; n++) {
        const from = START + 100 * DAY + Math.floor(steps() * 600) * HOUR;
        const to = from + Math.floor(steps() * 72) * HOUR;
        const exact = (await changesOf(store))
          .filter(({ at }) => at >= from && at < to)
          .map(({ seq }) => seq);
        expect((await walk(keyring, { from, to, limit: 7 })).seqs).toEqual(exact.reverse());
      }
    },
  );
});

/** Numbers from 0 to 1, the same for a seed each time. */
function lehmer(seed: number): () => number {
  let state = seed * 7_919;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
