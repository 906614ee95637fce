import type { ChangeRecord } from "../../changes/change-record.js";
import type { ChangeScan, KeyStore } from "../../store/key-store.js";
import { scanChanges } from "../scan-changes.js";
import { assertSame } from "./assert-same.js";
import { HOSTILE_TEXTS } from "./hostile-texts.js";
import { appendAll, sampleChange } from "./sample-records.js";
import type { StoreCase } from "./store-case.js";

/** What `scanChanges` finds, in which order, and where it goes on. */
export const changeScanningCases: readonly StoreCase[] = [
  {
    name: "scans no changes in an empty store",
    async run(store) {
      for (const scan of allScans()) assertSame(await store.scanChanges(scan), []);
    },
  },
  {
    name: "scans changes behind a seq in both directions, as many as asked for",
    async run(store) {
      await appendAll(
        store,
        Array.from({ length: 12 }, (_, index) => sampleChange(index + 1)),
      );
      const oldest = { ...ALL, order: "seq" } as const;
      const newest = { ...ALL, order: "seq-desc" } as const;
      assertSame(await seqs(store, oldest), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      assertSame(await seqs(store, { ...oldest, after: 0, limit: 3 }), [1, 2, 3]);
      assertSame(await seqs(store, { ...oldest, after: 9, limit: 2 }), [10, 11]);
      assertSame(await seqs(store, { ...oldest, after: 12 }), []);
      assertSame(await seqs(store, { ...oldest, after: Number.MAX_SAFE_INTEGER }), []);
      assertSame(await seqs(store, { ...newest, limit: 3 }), [12, 11, 10]);
      assertSame(await seqs(store, { ...newest, after: 3 }), [2, 1]);
      assertSame(await seqs(store, { ...newest, after: 1 }), []);
      assertSame(await seqs(store, { ...newest, after: Number.MAX_SAFE_INTEGER, limit: 1 }), [12]);
    },
  },
  {
    name: "scans exactly the changes of a target, an actor, an organization or none, byte for byte",
    async run(store) {
      const changes = changesOfManyPlaces();
      await appendAll(store, changes);
      for (const scan of allScans())
        assertSame(await store.scanChanges(scan), scanChanges(changes, scan), JSON.stringify(scan));
    },
  },
  {
    name: "pages through every scan of changes, each change once",
    async run(store) {
      const changes = changesOfManyPlaces();
      await appendAll(store, changes);
      for (const scan of allScans()) {
        const expected = scanChanges(changes, scan).map(({ seq }) => seq);
        assertSame(await paged(store, { ...scan, limit: 3 }), expected, JSON.stringify(scan));
      }
    },
  },
  {
    name: "finds no changes, and fails at nothing, within what no change can have",
    async run(store) {
      await appendAll(store, changesOfManyPlaces());
      for (const text of HOSTILE_TEXTS) {
        for (const within of [
          { by: "target", target: text } as const,
          { by: "actor", actor: text } as const,
          { by: "org", org: text } as const,
        ])
          assertSame(await seqs(store, { ...ALL, order: "seq-desc", within }), []);
      }
    },
  },
];

const ALL = { within: { by: "all" }, limit: 1_000 } as const;
const ORGS = [null, "acme", "ACME", "acmé", "acme ", "0", "null"];
const PEOPLE = ["ada", "ADA", "ada ", "1"];

/** Changes of every combination of places, of which some differ in case, in accents or in spaces only. */
function changesOfManyPlaces(): ChangeRecord[] {
  return ORGS.flatMap((orgId) => PEOPLE.map((actorId) => ({ orgId, actorId }))).flatMap((place, index) =>
    PEOPLE.map((target, offset) => sampleChange(index * PEOPLE.length + offset + 1, { ...place, target })),
  );
}

function allScans(): ChangeScan[] {
  const ranges: ChangeScan["within"][] = [
    { by: "all" },
    ...[...ORGS, "unknown", " acme"].map((org) => ({ by: "org", org }) as const),
    ...[...PEOPLE, "01", "adá"].map((target) => ({ by: "target", target }) as const),
    ...[...PEOPLE, "01", "adá"].map((actor) => ({ by: "actor", actor }) as const),
  ];
  return ranges.flatMap((within) =>
    (["seq", "seq-desc"] as const).map((order) => ({ order, within, limit: 1_000 })),
  );
}

async function seqs(store: KeyStore, scan: ChangeScan): Promise<number[]> {
  return (await store.scanChanges(scan)).map((change) => change.seq);
}

/** Follows `after` until a page comes back short. */
async function paged(store: KeyStore, scan: ChangeScan): Promise<readonly number[]> {
  const found: number[] = [];
  for (;;) {
    const last = found.at(-1);
    const page = await seqs(store, last === undefined ? scan : { ...scan, after: last });
    found.push(...page);
    if (page.length < scan.limit || found.length > 1_000) return found;
  }
}
