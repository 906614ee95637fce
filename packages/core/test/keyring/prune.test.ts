import { systemActor, type Actor, type ChangeRecord, type KeyStore } from "../../src/index.js";
import { chainHash } from "../../src/changes/hash-chain.js";
import { peppersOf } from "../../src/digests/peppers.js";
import { tampered, type Tampering } from "../changes/tampered.js";
import { changesOf } from "../changes-of.js";
import { codeOf, PEPPER, ring, user } from "./ring.js";

const system = systemActor("housekeeping");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A keyring with a change a day, the last one an hour and a millisecond ago. */
async function withDays(days: number) {
  const made = ring();
  for (let day = 0; day < days; day++) {
    if (day > 0) made.clock.advance(DAY);
    await made.keyring.create({ permissions: [] }, system);
  }
  made.clock.advance(HOUR + 1);
  const kept = async () => (await changesOf(made.store)).map(({ seq, action }) => [seq, action]);
  return { ...made, kept };
}

describe("pruning changes", () => {
  it("removes the oldest, and leaves on record where the chain begins from then on", async () => {
    const { keyring, store, clock, kept } = await withDays(5);
    const before = await changesOf(store);
    const changesBefore = clock.now() - 2 * DAY;
    expect(await keyring.prune({ changesBefore }, system)).toEqual({ changes: 3 });
    expect(await kept()).toEqual([
      [4, "key.created"],
      [5, "key.created"],
      [6, "changes.pruned"],
    ]);
    const pruned = (await changesOf(store)).at(-1);
    expect(pruned).toMatchObject({
      actorKind: "system",
      actorId: "housekeeping",
      orgId: null,
      ownerId: null,
    });
    expect(JSON.parse(pruned?.detail ?? "")).toEqual({
      firstSeq: 4,
      previousHash: before[2]?.hash,
      removed: 3,
    });
    expect(await keyring.changes.verify(system)).toMatchObject({ ok: true, examined: 3 });
  });

  it("keeps the first change that is not older, and all behind it", async () => {
    const { keyring, store, kept } = await withDays(3);
    const [, second] = await changesOf(store);
    await keyring.prune({ changesBefore: second?.at ?? 0 }, system);
    expect((await kept()).map(([seq]) => seq)).toEqual([2, 3, 4]);
  });

  it("can be done again and again, and the chain verifies each time", async () => {
    const { keyring, store, clock, kept } = await withDays(4);
    for (let day = 1; day <= 4; day++) {
      await keyring.prune({ changesBefore: clock.now() - (4 - day) * DAY }, system);
      expect(await keyring.changes.verify(system)).toMatchObject({ ok: true });
      expect((await changesOf(store))[0]?.seq).toBe(day + 1);
    }
    expect((await kept()).map(([, action]) => action)).toEqual(Array(4).fill("changes.pruned"));
  });

  it("never removes those of the last hour, whatever is asked for", async () => {
    const { keyring, clock, kept } = await withDays(2);
    await keyring.create({ permissions: [] }, system);
    clock.advance(HOUR);
    expect(await keyring.prune({ changesBefore: clock.now() + DAY }, system)).toEqual({ changes: 2 });
    expect((await kept()).map(([seq]) => seq)).toEqual([3, 4]);
    clock.advance(1);
    await keyring.prune({ changesBefore: clock.now() + DAY }, system);
    expect((await kept()).map(([seq]) => seq)).toEqual([4, 5]);
  });

  it("stops at a change that a fast clock made younger, and so never removes a younger one", async () => {
    const { keyring, clock, store } = ring();
    const late = clock.now() + 100 * DAY;
    for (const at of [0, 1, 20, 2, 3, 4].map((hours) => clock.now() + hours * HOUR)) {
      clock.set(at);
      await keyring.create({ permissions: [] }, system);
    }
    clock.set(late);
    await keyring.prune({ changesBefore: late - 100 * DAY + 10 * HOUR }, system);
    expect((await changesOf(store))[0]?.seq).toBe(3);
  });

  it("of nothing puts nothing on record", async () => {
    const { keyring, store } = await withDays(2);
    const before = await changesOf(store);
    for (const options of [{}, { changesBefore: 0 }, { changesBefore: before[0]?.at ?? 0 }])
      expect(await keyring.prune(options, system)).toEqual({ changes: 0 });
    expect(await changesOf(store)).toEqual(before);
    expect(await ring().keyring.prune({ changesBefore: Date.UTC(2030, 0, 1) }, system)).toEqual({
      changes: 0,
    });
  });

  it("reads the chain once, and only when changes are to be removed", async () => {
    const { store, clock } = ring();
    await appendChain(store, 3_500, (seq) => clock.now() + seq * HOUR);
    let rows = 0;
    const counting: KeyStore = {
      ...store,
      async scanChanges(scan) {
        const found = await store.scanChanges(scan);
        rows += found.length;
        return found;
      },
    };
    const { keyring } = ring({ store: counting, clock });
    const changesBefore = clock.now() + 2_000 * HOUR;
    clock.advance(5_000 * HOUR);
    await keyring.prune({}, system);
    expect(rows).toBe(0);
    expect(await keyring.prune({ changesBefore }, system)).toEqual({ changes: 1_999 });
    expect((await store.scanChanges({ order: "seq", within: { by: "all" }, limit: 1 }))[0]?.seq).toBe(2_000);
    expect(rows).toBeLessThan(3_510);
  });

  it("beside another removal begins again, with nothing of what it saw before", async () => {
    const { store, clock, keyring } = ring();
    const start = clock.now();
    await appendChain(store, 20, (seq) => start + seq * HOUR);
    clock.advance(100 * HOUR);
    let reads = 0;
    const racing: KeyStore = {
      ...store,
      async scanChanges(scan) {
        const rows = await store.scanChanges(scan);
        // The first look at the chain finds times that nobody has written.
        if (++reads !== 2) return rows;
        await keyring.prune({ changesBefore: start + 6 * HOUR }, system);
        return rows.map((row) => ({ ...row, at: 0 }));
      },
    };
    const pruned = ring({ store: racing, clock }).keyring.prune({ changesBefore: start + 6 * HOUR }, system);
    expect(await pruned).toEqual({ changes: 0 });
    expect((await changesOf(store)).map(({ seq }) => seq)[0]).toBe(6);
    expect(await keyring.changes.verify(system)).toMatchObject({ ok: true });
  });

  it("of more than fifty thousand goes on stretch by stretch, so that other writes get the lock between", async () => {
    const { store, clock, keyring, writes } = ring();
    await appendChain(store, 50_001, () => clock.now());
    clock.advance(DAY);
    const before = writes();
    expect(await keyring.prune({ changesBefore: clock.now() }, system)).toEqual({ changes: 50_001 });
    expect(writes() - before).toBe(1 + 2);
    const left = await changesOf(store);
    expect(left.map(({ action, seq }) => [action, seq])).toEqual([
      ["changes.pruned", 50_002],
      ["changes.pruned", 50_003],
    ]);
    expect(left.map(({ detail }) => (JSON.parse(detail) as { removed: number }).removed)).toEqual([
      50_000, 1,
    ]);
  });
});

/** What is removed cannot be audited any more: a removal must not hide what an audit would have found. */
describe("pruning a chain that is not as it was written", () => {
  const rowsOf = (edit: (row: ChangeRecord) => ChangeRecord) => (rows: readonly ChangeRecord[]) =>
    rows.map(edit);

  it.each<[string, Tampering, number]>([
    [
      "a row to be removed was edited",
      { rows: rowsOf((row) => (row.seq === 2 ? { ...row, actorId: "x" } : row)) },
      2,
    ],
    [
      "times were set back, so that younger rows would go too",
      { rows: rowsOf((row) => ({ ...row, at: 0 })) },
      1,
    ],
    [
      "a row to be kept was edited",
      { rows: rowsOf((row) => (row.seq === 5 ? { ...row, actorId: "x" } : row)) },
      5,
    ],
    [
      "the last row to be removed has another hash",
      { rows: rowsOf((row) => (row.seq === 3 ? { ...row, hash: "v1$x" } : row)) },
      3,
    ],
    ["a row is missing", { rows: (rows) => rows.filter(({ seq }) => seq !== 2) }, 2],
    ["its end was cut off", { rows: (rows) => rows.slice(0, 4) }, 5],
  ])("removes nothing, and says where to look: %s", async (_, tampering, seq) => {
    const { store, clock } = await withDays(5);
    const before = await changesOf(store);
    await store.addUsage({ hours: [{ keyId: "k", hour: 0, accepted: 1, refused: 0 }], lastUsed: [] });
    const { keyring, writes } = ring({ store: tampered(store, tampering), clock });
    const pruning = keyring.prune({ changesBefore: clock.now() - 2 * DAY }, system);
    await expect(pruning).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringMatching(new RegExp(`change ${seq} .*changes\\.verify`)) as string,
    });
    expect(writes()).toBe(0);
    expect(await changesOf(store)).toEqual(before);
  });
});

describe("pruning usage", () => {
  async function hoursLeft(options: object) {
    const { keyring, store, clock } = ring();
    const now = clock.now();
    const hours = [now - 91 * DAY, now - 90 * DAY, now - DAY].map((at) => ({
      keyId: "k",
      hour: at - (at % HOUR),
      accepted: 1,
      refused: 0,
    }));
    await store.addUsage({ hours, lastUsed: [] });
    await keyring.prune(options, system);
    const { hours: left } = await store.readUsage({ keys: ["k"], hours: { from: 0, to: now } });
    return left.map(({ hour }) => (now - hour) / DAY);
  }

  it("removes hours of more than 90 days ago, when nothing is said", async () => {
    expect(await hoursLeft({})).toEqual([90, 1]);
  });

  it.each([
    [4_999, 1],
    [5_000, 2],
    [10_001, 3],
  ])("of %i hours takes %i transactions, so that other writes get the lock between", async (hours, count) => {
    const { keyring, store, writes } = ring();
    const old = Array.from({ length: hours }, (_, n) => ({
      keyId: "k",
      hour: n * HOUR,
      accepted: 1,
      refused: 0,
    }));
    await store.addUsage({ hours: old, lastUsed: [] });
    const before = writes();
    await keyring.prune({ usageBefore: hours * HOUR }, system);
    expect(writes() - before).toBe(count);
    const left = await store.readUsage({ keys: ["k"], hours: { from: 0, to: hours * HOUR } });
    expect(left.hours).toEqual([]);
  });

  it("removes whole hours before the time that was said", async () => {
    const now = ring().clock.now();
    expect(await hoursLeft({ usageBefore: now })).toEqual([]);
    expect(await hoursLeft({ usageBefore: now - DAY + HOUR - 1 })).toEqual([1]);
    expect(await hoursLeft({ usageBefore: now - DAY + HOUR })).toEqual([]);
    expect(await hoursLeft({ usageBefore: 0 })).toEqual([91, 90, 1]);
  });
});

describe("who may prune", () => {
  const everything = { org: "*", reach: "all", permissions: ["*:*"] } as const;

  it.each<[string, Actor, string]>([
    ["the system", system, "resolved"],
    ["a user who holds everything everywhere", user("u1", everything), "resolved"],
    ["by a role", user("u1", { ...everything, permissions: [], role: "admin" }), "resolved"],
    ["not one of an organization", user("u1", { ...everything, org: "a" }), "insufficient_permissions"],
    [
      "not one that holds less",
      user("u1", { ...everything, permissions: ["api-keys:*"] }),
      "insufficient_permissions",
    ],
    [
      "not one that reaches its own only",
      user("u1", { ...everything, reach: "own" }),
      "insufficient_permissions",
    ],
  ])("%s", async (_, actor, code) => {
    const { keyring, clock, store } = await withDays(2);
    expect(await codeOf(keyring.prune({ changesBefore: clock.now() }, actor))).toBe(code);
    expect((await changesOf(store))[0]?.seq).toBe(code === "resolved" ? 3 : 1);
  });

  it("never a key, whatever it holds", async () => {
    const { keyring } = ring();
    for (const orgId of ["a", null]) {
      const { key } = await keyring.create({ orgId, permissions: ["*:*"] }, system);
      const refused = keyring.prune({}, { kind: "key", keyId: key.id });
      expect(await codeOf(refused)).toBe("insufficient_permissions");
    }
  });

  it.each([{ changesBefore: "2026" }, { usageBefore: -1 }, { changesBefore: 1.5 }])(
    "refuses %j",
    async (options) => {
      expect(await codeOf(ring().keyring.prune(options as never, system))).toBe("invalid_field");
    },
  );
});

/** A true chain of any length, past the keyring. */
async function appendChain(store: KeyStore, count: number, at: (seq: number) => number): Promise<void> {
  const peppers = peppersOf([PEPPER]);
  const changes: ChangeRecord[] = [];
  for (let seq = 1; seq <= count; seq++) {
    const change = { ...PLAIN, seq, at: at(seq), previousHash: changes.at(-1)?.hash ?? "" };
    changes.push({ ...change, hash: chainHash(peppers, change) });
  }
  const lastHash = changes.at(-1)?.hash ?? "";
  await store.transact((tx) => tx.appendChanges(changes, { lastSeq: count, lastHash, lastNumber: 0 }));
}

const PLAIN = {
  actorKind: "system",
  actorId: "test",
  actorName: "test",
  action: "key.created",
  target: "k",
  ownerId: null,
  orgId: null,
  projectId: null,
  address: null,
  requestId: null,
  detail: "{}",
} as const;
