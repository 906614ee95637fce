import { systemActor, type ChangeRecord, type Checkpoint, type KeyStore } from "../../src/index.js";
import { chainHash } from "../../src/changes/hash-chain.js";
import { peppersOf } from "../../src/digests/peppers.js";
import { changesOf } from "../changes-of.js";
import { codeOf, PEPPER, ring, user } from "../keyring/ring.js";
import { tampered, type Tampering } from "./tampered.js";

const system = systemActor("audit");
const peppers = peppersOf([PEPPER]);
const attacker = peppersOf([{ ...PEPPER, secret: "a pepper the attacker has thought up" }]);
const DAY = 86_400_000;

/** A keyring with six changes; `verify` reads them as somebody has left them. */
async function withChanges(count = 6) {
  const made = ring();
  for (let n = 0; n < count; n++) await made.keyring.create({ permissions: [] }, system);
  return {
    ...made,
    verify: (tampering: Tampering, checkpoint?: Checkpoint) => verified(made.store, tampering, checkpoint),
  };
}

function verified(store: KeyStore, tampering: Tampering, checkpoint?: Checkpoint) {
  return ring({ store: tampered(store, tampering) }).keyring.changes.verify(system, { checkpoint });
}

function at(seq: number, edit: (row: ChangeRecord) => ChangeRecord) {
  return (rows: readonly ChangeRecord[]) => rows.map((row) => (row.seq === seq ? edit(row) : row));
}

function without(...seqs: number[]) {
  return (rows: readonly ChangeRecord[]) => rows.filter(({ seq }) => !seqs.includes(seq));
}

function row(rows: readonly ChangeRecord[], seq: number): ChangeRecord {
  const found = rows.find((each) => each.seq === seq);
  if (found === undefined) throw new Error(`there is no row ${seq}`);
  return found;
}

const fault = (kind: string, seq: number) => ({
  ok: false,
  fault: kind,
  seq,
  detail: expect.any(String) as string,
});

describe("a chain as it was written", () => {
  it("verifies, and gives the checkpoint to keep", async () => {
    const { keyring, store } = await withChanges();
    const { hash } = row(await changesOf(store), 6);
    const verdict = await keyring.changes.verify(system);
    expect(verdict).toEqual({ ok: true, examined: 6, checkpoint: { seq: 6, hash } });
    const { checkpoint } = verdict as { checkpoint: Checkpoint };
    await keyring.create({ permissions: [] }, system);
    expect(await keyring.changes.verify(system, { checkpoint })).toMatchObject({ ok: true, examined: 7 });
  });

  it("verifies when there is nothing in it yet", async () => {
    const { keyring } = ring();
    const verdict = { ok: true, examined: 0, checkpoint: { seq: 0, hash: "" } };
    expect(await keyring.changes.verify(system)).toEqual(verdict);
    expect(await keyring.changes.verify(system, { checkpoint: { seq: 0, hash: "" } })).toEqual(verdict);
    await keyring.create({ permissions: [] }, system);
    const { checkpoint } = verdict;
    expect(await keyring.changes.verify(system, { checkpoint })).toMatchObject({ ok: true, examined: 1 });
  });

  it("verifies whatever its length: it is read a thousand rows at a time", async () => {
    const { store, keyring } = ring();
    await appendChain(store, 2_000);
    expect(await keyring.changes.verify(system)).toMatchObject({ ok: true, examined: 2_000 });
    expect(await verified(store, { rows: without(1_001) })).toEqual(fault("missing", 1_001));
    expect(await verified(store, { rows: at(2_000, (one) => ({ ...one, at: 0 })) })).toEqual(
      fault("edited", 2_000),
    );
  });

  it("goes on verifying after a new pepper was put in front, and names a pepper that is missing", async () => {
    const { store } = await withChanges();
    const two = { version: 2, secret: "a second pepper of thirty-two bytes" };
    const renewed = ring({ store, peppers: [two, PEPPER] });
    await renewed.keyring.create({ permissions: [] }, system);
    expect(await renewed.keyring.changes.verify(system)).toMatchObject({ ok: true, examined: 7 });
    const verdict = await ring({ store, peppers: [two] }).keyring.changes.verify(system);
    expect(verdict).toEqual(fault("edited", 1));
    expect(verdict).toMatchObject({ detail: expect.stringContaining("pepper is not configured") as string });
  });
});

/** DESIGN.md §10, P3: the first row that is not as it was written has its name called. */
describe("a row that was edited", () => {
  it.each<[string, (row: ChangeRecord) => ChangeRecord]>([
    ["the time", (one) => ({ ...one, at: one.at - 1 })],
    ["who", (one) => ({ ...one, actorId: "somebody else" })],
    ["what", (one) => ({ ...one, action: "key.updated" })],
    ["of what", (one) => ({ ...one, target: "0".repeat(16) })],
    ["before and after", (one) => ({ ...one, detail: "{}" })],
    ["the organization", (one) => ({ ...one, orgId: "b" })],
    ["the project", (one) => ({ ...one, projectId: "p" })],
    ["the owner", (one) => ({ ...one, ownerId: "u9" })],
    ["from where", (one) => ({ ...one, address: "192.0.2.9", requestId: "r-9" })],
    ["the hash", (one) => ({ ...one, hash: one.hash.replace(/.$/, (last) => (last === "A" ? "B" : "A")) })],
    ["the hash of the one before", (one) => ({ ...one, previousHash: "" })],
    [
      "all of it, with a hash under a pepper of their own",
      (one) => {
        const edited = { ...one, actorId: "somebody else" };
        return { ...edited, hash: chainHash(attacker, edited) };
      },
    ],
  ])("is named: %s", async (_, edit) => {
    const { verify } = await withChanges();
    for (const seq of [2, 3, 6]) expect(await verify({ rows: at(seq, edit) })).toEqual(fault("edited", seq));
  });

  it("is named when it is the very first", async () => {
    const { verify } = await withChanges();
    const rows = at(1, (one) => ({ ...one, actorId: "somebody else" }));
    expect(await verify({ rows })).toEqual(fault("edited", 1));
  });

  it("is the first of several", async () => {
    const { verify } = await withChanges();
    const edit = (one: ChangeRecord) => ({ ...one, actorId: "x" });
    expect(await verify({ rows: (rows) => at(5, edit)(at(3, edit)(without(6)(rows))) })).toEqual(
      fault("edited", 3),
    );
  });

  it("is found without peppers too, where its hash was made anew: what follows is chained to another", async () => {
    const none = peppersOf("none");
    const { store } = ring();
    await appendChain(store, 5, none);
    const rows = at(3, (one) => ({ ...one, at: 0, hash: chainHash(none, { ...one, at: 0 }) }));
    const { keyring } = ring({ store: tampered(store, { rows }), peppers: "none" });
    expect(await keyring.changes.verify(system)).toEqual(fault("edited", 3));
  });
});

describe("a row that was put in", () => {
  const forged = (seq: number, previous: ChangeRecord) => {
    const made = { ...previous, seq, previousHash: previous.hash };
    return { ...made, hash: chainHash(attacker, made) };
  };

  it("is edited: behind the end, where no write has put it", async () => {
    const { store, verify } = await withChanges();
    const rows = (all: readonly ChangeRecord[]) => [...all, forged(7, row(all, 6))];
    expect(await verify({ rows })).toEqual(fault("edited", 7));
    const head = { lastSeq: 7, lastHash: forged(7, row(await changesOf(store), 6)).hash, lastNumber: 6 };
    expect(await verify({ rows, head: () => head })).toEqual(fault("edited", 7));
  });

  it("is edited: before the beginning", async () => {
    const { verify } = await withChanges();
    const rows = (all: readonly ChangeRecord[]) => [forged(0, row(all, 1)), ...all];
    expect(await verify({ rows })).toEqual(fault("edited", 0));
  });

  it("is there twice when it is the copy of another", async () => {
    const { verify } = await withChanges();
    const doubled = (all: readonly ChangeRecord[]) =>
      all.flatMap((one) => (one.seq === 3 ? [one, one] : [one]));
    expect(await verify({ rows: doubled })).toEqual(fault("reordered", 3));
    const copied = (all: readonly ChangeRecord[]) => at(5, () => ({ ...row(all, 3), seq: 5 }))(all);
    expect(await verify({ rows: copied })).toEqual(fault("reordered", 5));
  });
});

describe("rows that are gone", () => {
  it.each([[2], [3, 4], [5]])("are missing, the first of them: %j", async (...seqs) => {
    const { verify } = await withChanges();
    expect(await verify({ rows: without(...seqs) })).toEqual(fault("missing", seqs[0]));
  });

  it("are missing when those behind were given their numbers: a number is part of the hash", async () => {
    const { verify } = await withChanges();
    const closed = (all: readonly ChangeRecord[]) =>
      without(3)(all).map((one, index) => ({ ...one, seq: index + 1 }));
    const verdict = await verify({ rows: closed });
    expect(verdict).toMatchObject({ ok: false, seq: 3 });
  });

  it("are missing from the beginning, which no removal on record has left", async () => {
    const { verify } = await withChanges();
    expect(await verify({ rows: without(1) })).toEqual(fault("missing", 1));
    expect(await verify({ rows: without(1, 2, 3) })).toEqual(fault("missing", 1));
  });

  it("are cut from the end", async () => {
    const { verify } = await withChanges();
    expect(await verify({ rows: without(6) })).toEqual(fault("cut", 6));
    expect(await verify({ rows: without(4, 5, 6) })).toEqual(fault("cut", 4));
    expect(await verify({ rows: () => [] })).toEqual(fault("cut", 1));
  });

  it("are cut from the end with the head set back, which only a kept checkpoint tells", async () => {
    const { store, verify, keyring } = await withChanges();
    const { checkpoint } = (await keyring.changes.verify(system)) as { checkpoint: Checkpoint };
    const { hash } = row(await changesOf(store), 4);
    const cut: Tampering = { rows: without(5, 6), head: (head) => ({ ...head, lastSeq: 4, lastHash: hash }) };
    expect(await verify(cut)).toMatchObject({ ok: true, examined: 4 });
    expect(await verify(cut, checkpoint)).toEqual(fault("cut", 5));
    const emptied: Tampering = { rows: () => [], head: () => ({ lastSeq: 0, lastHash: "", lastNumber: 0 }) };
    expect(await verify(emptied)).toMatchObject({ ok: true, examined: 0 });
    expect(await verify(emptied, checkpoint)).toEqual(fault("cut", 1));
  });

  it("and replaced by others that the keyring wrote later are not those of a kept checkpoint", async () => {
    const { keyring } = await withChanges();
    const { checkpoint } = (await keyring.changes.verify(system)) as { checkpoint: Checkpoint };
    const other = await withChanges(8);
    expect(await other.keyring.changes.verify(system)).toMatchObject({ ok: true });
    expect(await other.keyring.changes.verify(system, { checkpoint })).toEqual(fault("edited", 6));
  });
});

describe("rows that changed places", () => {
  const swapped = (a: number, b: number) => (all: readonly ChangeRecord[]) =>
    all.map((one) => (one.seq === a ? row(all, b) : one.seq === b ? row(all, a) : one));

  it("are reordered, with their numbers", async () => {
    const { verify } = await withChanges();
    expect(await verify({ rows: swapped(2, 3) })).toEqual(fault("reordered", 2));
    expect(await verify({ rows: swapped(3, 6) })).toEqual(fault("reordered", 3));
  });

  it("are reordered, with each other's numbers", async () => {
    const { verify } = await withChanges();
    const renumbered = (all: readonly ChangeRecord[]) =>
      swapped(2, 5)(all).map((one, index) => ({ ...one, seq: index + 1 }));
    expect(await verify({ rows: renumbered })).toEqual(fault("reordered", 2));
  });
});

describe("the head", () => {
  it("that names another hash is found", async () => {
    const { verify } = await withChanges();
    expect(await verify({ head: (head) => ({ ...head, lastHash: "v1$another" }) })).toEqual(
      fault("edited", 6),
    );
  });

  it("that was set on is a chain that was cut", async () => {
    const { verify } = await withChanges();
    expect(await verify({ head: (head) => ({ ...head, lastSeq: 9 }) })).toEqual(fault("cut", 7));
  });

  it("that was set back leaves rows behind it that nothing accounts for", async () => {
    const { store, verify } = await withChanges();
    const { hash } = row(await changesOf(store), 4);
    const head = () => ({ lastSeq: 4, lastHash: hash, lastNumber: 4 });
    expect(await verify({ head })).toEqual(fault("edited", 5));
    expect(await verify({ head: () => ({ lastSeq: 0, lastHash: "", lastNumber: 0 }) })).toEqual(
      fault("edited", 1),
    );
  });
});

describe("a chain that was pruned", () => {
  async function pruned() {
    const made = await withChanges();
    made.clock.advance(DAY);
    const changesBefore = made.clock.now();
    await made.keyring.create({ permissions: [] }, system);
    await made.keyring.prune({ changesBefore }, system);
    await made.keyring.create({ permissions: [] }, system);
    return { ...made, all: await changesOf(made.store) };
  }

  it("verifies from where the removal on record has left it", async () => {
    const { keyring, all } = await pruned();
    expect(all.map(({ seq, action }) => [seq, action])).toEqual([
      [7, "key.created"],
      [8, "changes.pruned"],
      [9, "key.created"],
    ]);
    expect(await keyring.changes.verify(system)).toMatchObject({ ok: true, examined: 3 });
  });

  it("is missing what was removed besides, or from elsewhere", async () => {
    const { verify } = await pruned();
    expect(await verify({ rows: without(7) })).toEqual(fault("missing", 7));
    expect(await verify({ rows: without(7, 8) })).toEqual(fault("missing", 1));
    expect(await verify({ rows: without(8) })).toEqual(fault("missing", 1));
  });

  it("believes no removal that was put on record by hand", async () => {
    const { verify } = await pruned();
    const edited = at(8, (one) => {
      const lie = { ...one, detail: JSON.stringify({ firstSeq: 9, previousHash: one.hash, removed: 8 }) };
      return { ...lie, hash: chainHash(attacker, lie) };
    });
    expect(await verify({ rows: (all) => without(7)(edited(all)) })).toMatchObject({
      ok: false,
      fault: "missing",
    });
    expect(await verify({ rows: (all) => without(7, 8)(edited(all)) })).toMatchObject({ ok: false });
  });

  it("names an edited row though the removal stands behind it", async () => {
    const { verify } = await pruned();
    expect(await verify({ rows: at(7, (one) => ({ ...one, actorId: "x" })) })).toEqual(fault("edited", 7));
  });

  it("is compared with a checkpoint from the last change removed, and not with older ones", async () => {
    const { verify, all } = await pruned();
    const hash = row(all, 7).previousHash;
    expect(await verify({}, { seq: 6, hash })).toMatchObject({ ok: true });
    expect(await verify({}, { seq: 6, hash: "v1$another" })).toEqual(fault("edited", 6));
    expect(await verify({}, { seq: 3, hash: "v1$whatever" })).toMatchObject({ ok: true });
  });

  it("verifies from the furthest removal when two ran at once", async () => {
    const { store, clock, keyring } = await withChanges();
    clock.advance(DAY);
    const half = clock.now();
    for (let n = 0; n < 3; n++) await keyring.create({ permissions: [] }, system);
    clock.advance(DAY);
    let writes = 0;
    const slow: KeyStore = {
      ...store,
      async transact(work) {
        // The first is about usage. Between having found its place and having the lock, another removes more.
        if (++writes === 2) await keyring.prune({ changesBefore: clock.now() }, system);
        return store.transact(work);
      },
    };
    const slowly = ring({ store: slow, clock }).keyring.prune({ changesBefore: half }, system);
    expect(await slowly).toEqual({ changes: 0 });
    const starts = (await changesOf(store)).map(({ detail }) => JSON.parse(detail) as { firstSeq: number });
    expect(starts.map(({ firstSeq }) => firstSeq)).toEqual([10, 7]);
    expect(await keyring.changes.verify(system)).toMatchObject({ ok: true, examined: 2 });
  });
});

/** The first three are from before there were peppers: anybody can make their hashes anew. */
describe("a chain from before there were peppers", () => {
  const none = peppersOf("none");

  async function upgraded({ under = 2 } = {}) {
    const made = ring({ peppers: "none" });
    for (let n = 0; n < 3; n++) await made.keyring.create({ permissions: [] }, system);
    const accepting = ring({ store: made.store, clock: made.clock, acceptUnpeppered: true }).keyring;
    for (let n = 0; n < under; n++) await accepting.create({ permissions: [] }, system);
    return { ...made, keyring: ring({ store: made.store, clock: made.clock }).keyring };
  }

  /** Edits rows and chains them, and those behind them up to `to`, anew, as anybody can without a pepper. */
  function rewritten(from: number, to: number) {
    return (all: readonly ChangeRecord[]) => {
      const rows: ChangeRecord[] = [];
      for (const one of all) {
        const change = { ...one, actorId: "somebody else", previousHash: rows.at(-1)?.hash ?? "" };
        rows.push(one.seq < from || one.seq > to ? one : { ...change, hash: chainHash(none, change) });
      }
      return rows;
    };
  }

  const headOf = (
    rows: (all: readonly ChangeRecord[]) => readonly ChangeRecord[],
    all: readonly ChangeRecord[],
  ) => ({ lastSeq: all.length, lastHash: rows(all).at(-1)?.hash ?? "", lastNumber: all.length });

  it("goes on verifying under peppers, and after its beginning was pruned", async () => {
    const { keyring, store, clock } = await upgraded();
    expect((await changesOf(store)).map(({ hash }) => hash.slice(0, 3))).toEqual([
      "v0$",
      "v0$",
      "v0$",
      "v1$",
      "v1$",
    ]);
    expect(await keyring.changes.verify(system)).toMatchObject({ ok: true, examined: 5 });
    clock.advance(DAY);
    await keyring.create({ permissions: [] }, system);
    expect(await keyring.prune({ changesBefore: clock.now() }, system)).toEqual({ changes: 5 });
    expect(await keyring.changes.verify(system)).toMatchObject({ ok: true, examined: 2 });
  });

  it("goes on verifying when it was pruned before", async () => {
    const { keyring, store, clock } = ring({ peppers: "none" });
    await keyring.create({ permissions: [] }, system);
    clock.advance(DAY);
    await keyring.create({ permissions: [] }, system);
    await keyring.prune({ changesBefore: clock.now() }, system);
    await ring({ store, clock, acceptUnpeppered: true }).keyring.create({ permissions: [] }, system);
    const now = ring({ store, clock }).keyring;
    expect(await now.changes.verify(system)).toMatchObject({ ok: true, examined: 3 });
  });

  it("lets a keyring with peppers start", async () => {
    const { keyring, store } = ring({ peppers: "none" });
    const { key } = await keyring.create({ permissions: [] }, system);
    await keyring.revoke({ id: key.id }, system);
    const now = ring({ store }).keyring;
    await expect(now.start()).resolves.toBeUndefined();
    await now.close();
  });

  it("has none of its rows edited unseen, their hashes made anew or not", async () => {
    const { store } = await upgraded();
    for (const seq of [1, 2, 3]) {
      const rows = at(seq, (one) => ({ ...one, actorId: "somebody else" }));
      expect(await verified(store, { rows })).toEqual(fault("edited", seq));
      expect(await verified(store, { rows: rewritten(seq, seq) })).toEqual(fault("edited", seq));
      expect(await verified(store, { rows: rewritten(seq, 3) })).toEqual(fault("edited", 3));
    }
  });

  it("has no such row behind one with a pepper, be it the last", async () => {
    const { store } = await upgraded();
    const rowsOfFive = rewritten(5, 5);
    const five = headOf(rowsOfFive, await changesOf(store));
    expect(await verified(store, { rows: rowsOfFive, head: () => five })).toEqual(fault("edited", 5));
    const { store: peppered } = await withChanges();
    const rows = rewritten(6, 6);
    const lastHash = row(rows(await changesOf(peppered)), 6).hash;
    const tampering: Tampering = { rows, head: (head) => ({ ...head, lastHash }) };
    expect(await verified(peppered, tampering)).toEqual(fault("edited", 6));
    const { keyring } = ring({ store: tampered(peppered, tampering), acceptUnpeppered: true });
    expect(await keyring.changes.verify(system)).toEqual(fault("edited", 6));
  });

  it("cannot be all there is, as when somebody has put it in the place of one with peppers", async () => {
    const { store } = await withChanges();
    const rows = rewritten(1, 6);
    const forged = headOf(rows, await changesOf(store));
    expect(await verified(store, { rows, head: () => forged })).toEqual(fault("edited", 1));
  });

  it("can be all there is while acceptUnpeppered says so", async () => {
    const { keyring, store } = await upgraded({ under: 0 });
    expect(await keyring.changes.verify(system)).toEqual(fault("edited", 1));
    const accepting = ring({ store, acceptUnpeppered: true }).keyring;
    expect(await accepting.changes.verify(system)).toMatchObject({ ok: true, examined: 3 });
  });

  it("attests no removal of rows with a pepper", async () => {
    const { store } = await withChanges();
    const all = await changesOf(store);
    const lie = {
      ...row(all, 6),
      action: "changes.pruned",
      detail: JSON.stringify({ firstSeq: 5, previousHash: row(all, 4).hash, removed: 4 }),
    } as const;
    const rows = () => [row(all, 5), { ...lie, hash: chainHash(none, lie) }];
    const lastHash = row(rows(), 6).hash;
    expect(await verified(store, { rows, head: (head) => ({ ...head, lastHash }) })).toEqual(
      fault("missing", 1),
    );
  });
});

describe("an audit while changes are written", () => {
  it("looks at the chain as it stood at its beginning, and raises no alarm", async () => {
    const { store, keyring } = await withChanges();
    let writing = 3;
    const busy: KeyStore = {
      ...store,
      async scanChanges(scan) {
        if (writing-- > 0) await keyring.create({ permissions: [] }, system);
        const rows = await store.scanChanges(scan);
        if (writing-- > 0) await keyring.create({ permissions: [] }, system);
        return rows;
      },
    };
    const verdict = await ring({ store: busy }).keyring.changes.verify(system);
    expect(verdict).toMatchObject({ ok: true, examined: 8 });
    expect(await changesOf(store)).toHaveLength(9);
  });

  it("raises none when old changes are removed meanwhile: it begins again", async () => {
    const { store, keyring, clock } = ring();
    await appendChain(store, 1_500);
    clock.advance(DAY);
    let reads = 0;
    const pruning: KeyStore = {
      ...store,
      async scanChanges(scan) {
        const rows = await store.scanChanges(scan);
        // Once the first stretch has been read.
        if (++reads === 2) await keyring.prune({ changesBefore: clock.now() }, system);
        return rows;
      },
    };
    const verdict = await ring({ store: pruning, clock }).keyring.changes.verify(system);
    expect(verdict).toMatchObject({ ok: true, examined: 1 });
  });

  it("says store_busy when they are removed again and again, rather than what is not so", async () => {
    const { store } = await withChanges(20);
    let first = 1;
    const vanishing: KeyStore = {
      ...store,
      async scanChanges(scan) {
        const rows = await store.scanChanges({ ...scan, after: Math.max(scan.after ?? 0, first) });
        first++;
        return rows;
      },
    };
    expect(await codeOf(ring({ store: vanishing }).keyring.changes.verify(system))).toBe("store_busy");
  });
});

describe("who may have the chain verified", () => {
  it.each<[string, object, string]>([
    ["a grant for all with api-changes:read", { org: "*", permissions: ["api-changes:read"] }, "resolved"],
    ["not one of an organization", { permissions: ["*:*"] }, "insufficient_permissions"],
    ["not one of keys without organization", { org: null, permissions: ["*:*"] }, "insufficient_permissions"],
    ["not one without the permission", { org: "*", permissions: ["api-keys:*"] }, "insufficient_permissions"],
  ])("%s", async (_, grant, code) => {
    const { keyring } = await withChanges();
    expect(await codeOf(keyring.changes.verify(user("u1", grant as never)))).toBe(code);
  });

  it.each([
    [{ checkpoint: "v1$hash" }, "invalid_field"],
    [{ checkpoint: { seq: 1 } }, "invalid_field"],
    [{ checkpoint: { seq: -1, hash: "" } }, "invalid_field"],
    [{ checkpoint: { seq: 1.5, hash: "" } }, "invalid_field"],
    [{ checkpoint: { seq: 1, hash: "x".repeat(129) } }, "invalid_field"],
    [{ checkpoint: { seq: 1, hash: "", more: 1 } }, "invalid_field"],
    [{ from: 1 }, "unknown_field"],
  ])("refuses %j", async (options, code) => {
    expect(await codeOf(ring().keyring.changes.verify(system, options as never))).toBe(code);
  });
});

/** A true chain of any length, past the keyring. */
async function appendChain(store: KeyStore, count: number, under = peppers): Promise<void> {
  const changes: ChangeRecord[] = [];
  for (let seq = 1; seq <= count; seq++) {
    const change = { ...PLAIN, seq, previousHash: changes.at(-1)?.hash ?? "" };
    changes.push({ ...change, hash: chainHash(under, change) });
  }
  const head = { lastSeq: count, lastHash: changes.at(-1)?.hash ?? "", lastNumber: 0 };
  await store.transact((tx) => tx.appendChanges(changes, head));
}

const PLAIN = {
  at: Date.UTC(2025, 0, 1),
  actorKind: "system",
  actorId: "test",
  actorName: "test",
  action: "key.created",
  target: "7Fq2mX0cRt9aLw4Z",
  ownerId: null,
  orgId: null,
  projectId: null,
  address: null,
  requestId: null,
  detail: "{}",
} as const;
