import assert from "node:assert/strict";

import type { ChangeRecord } from "../../changes/change-record.js";
import { assertSame } from "./assert-same.js";
import { appendAll, headAfter, readHead, sampleChange } from "./sample-records.js";
import type { StoreCase } from "./store-case.js";

/** What `appendChanges` keeps. */
export const changeCases: readonly StoreCase[] = [
  {
    name: "gives every field of a change back exactly as given, so that its hash still holds",
    async run(store) {
      const changes = [sampleChange(1), sampleChange(2, FULL), sampleChange(3, AWKWARD)];
      await appendAll(store, changes);
      assertSame(await store.scanChanges(OLDEST), changes);
    },
  },
  {
    name: "appends a thousand changes at once, in the order of their seq",
    async run(store) {
      const changes = Array.from({ length: 1_000 }, (_, index) => sampleChange(index + 1));
      await appendAll(store, changes);
      assertSame(await store.scanChanges({ ...OLDEST, limit: 2_000 }), changes);
      assertSame(await readHead(store), headAfter(sampleChange(1_000)));
    },
  },
  {
    name: "moves the head to where a transaction put it",
    async run(store) {
      await appendAll(store, [sampleChange(1), sampleChange(2)]);
      assertSame(await readHead(store), headAfter(sampleChange(2)));
      const head = { lastSeq: 3, lastHash: "😀'".repeat(50), lastNumber: Number.MAX_SAFE_INTEGER };
      await store.transact((tx) => tx.appendChanges([sampleChange(3)], head));
      assertSame(await readHead(store), head);
    },
  },
  {
    name: "refuses to append a seq that is taken, and keeps nothing of that transaction",
    async run(store) {
      await appendAll(store, [sampleChange(1), sampleChange(2)]);
      const rival = [sampleChange(3), sampleChange(2, { detail: '{"other":true}' })];
      await assert.rejects(appendAll(store, rival));
      assertSame(await store.scanChanges(OLDEST), [sampleChange(1), sampleChange(2)]);
      assertSame(await readHead(store), headAfter(sampleChange(2)));
    },
  },
  {
    name: "keeps its changes apart from what callers hold",
    async run(store) {
      const given = sampleChange(1);
      await appendAll(store, [given]);
      Reflect.set(given, "detail", "tampered");
      Reflect.set((await store.scanChanges(OLDEST))[0] ?? {}, "detail", "tampered");
      assertSame(await store.scanChanges(OLDEST), [sampleChange(1)]);
    },
  },
];

const OLDEST = { order: "seq", within: { by: "all" }, limit: 10 } as const;

const FULL: Partial<ChangeRecord> = {
  at: 8.64e15,
  actorKind: "user",
  actorId: "😀".repeat(128),
  actorName: "Ada Lovelace",
  action: "key.revoked",
  ownerId: "\u{10FFFF}".repeat(128),
  orgId: "\u{1D4D0}".repeat(128),
  projectId: "\u{1F600}".repeat(128),
  address: "2001:db8::1",
  requestId: "6f1c",
  detail: JSON.stringify({ before: { name: "a" }, after: { name: "x".repeat(100_000) } }),
};

const AWKWARD: Partial<ChangeRecord> = {
  actorName: `😀'"\`\\%_?$1:name é é `,
  projectId: `'"\`\\%_?$1:name `,
  address: " ",
  requestId: "",
  detail: JSON.stringify({ note: "\u0000\u001a\u2028\ud83d" }),
};
