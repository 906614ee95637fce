import { systemActor, type Actor, type ChangeRecord, type KeyStore } from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { codeOf, ring, user } from "./ring.js";

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

  it("finds the place by halving: of ten thousand changes it reads some dozens", async () => {
    const { store, clock } = ring();
    await appendPlain(store, 10_000, (seq) => clock.now() + seq * HOUR);
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
    const changesBefore = clock.now() + 5_000 * HOUR;
    clock.advance(20_000 * HOUR);
    expect(await keyring.prune({ changesBefore }, system)).toEqual({ changes: 4_999 });
    expect((await store.scanChanges({ order: "seq", within: { by: "all" }, limit: 1 }))[0]?.seq).toBe(5_000);
    expect(rows).toBeLessThanOrEqual(1_100);
  });

  it("of more than fifty thousand goes on stretch by stretch, so that other writes get the lock between", async () => {
    const { store, clock, keyring, writes } = ring();
    await appendPlain(store, 50_001, () => clock.now());
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

/** Rows without the keyring: a chain in name only. */
async function appendPlain(store: KeyStore, count: number, at: (seq: number) => number): Promise<void> {
  const changes = Array.from({ length: count }, (_, index): ChangeRecord => ({
    seq: index + 1,
    at: at(index + 1),
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
    previousHash: `hash ${index}`,
    hash: `hash ${index + 1}`,
  }));
  await store.transact((tx) =>
    tx.appendChanges(changes, { lastSeq: count, lastHash: `hash ${count}`, lastNumber: 0 }),
  );
}
