import type { ChangeRecord } from "../../changes/change-record.js";
import type { KeyStore } from "../../store/key-store.js";
import { assertSame } from "./assert-same.js";
import { appendAll, headAfter, readHead, sampleChange } from "./sample-records.js";
import type { StoreCase } from "./store-case.js";

/** What `appendChange` keeps and `readChanges` gives back. */
export const changeCases: readonly StoreCase[] = [
  {
    name: "reads no changes from an empty store",
    async run(store) {
      assertSame(await store.readChanges({ after: 0, limit: 10 }), []);
    },
  },
  {
    name: "gives every field of a change back exactly as given, so that its hash still holds",
    async run(store) {
      const changes = [sampleChange(1), sampleChange(2, FULL), sampleChange(3, AWKWARD)];
      await appendAll(store, changes);
      assertSame(await store.readChanges({ after: 0, limit: 10 }), changes);
    },
  },
  {
    name: "reads changes oldest first, behind a seq, as many as asked for",
    async run(store) {
      await appendAll(
        store,
        Array.from({ length: 12 }, (_, index) => sampleChange(index + 1)),
      );
      assertSame(await seqs(store, 0, 100), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      assertSame(await seqs(store, 0, 3), [1, 2, 3]);
      assertSame(await seqs(store, 9, 2), [10, 11]);
      assertSame(await seqs(store, 11, 5), [12]);
      assertSame(await seqs(store, 12, 5), []);
      assertSame(await seqs(store, Number.MAX_SAFE_INTEGER, 5), []);
    },
  },
  {
    name: "moves the head to where the last change of a transaction put it",
    async run(store) {
      await appendAll(store, [sampleChange(1), sampleChange(2)]);
      assertSame(await readHead(store), headAfter(sampleChange(2)));
      const head = { lastSeq: 3, lastHash: "😀'".repeat(50), lastNumber: Number.MAX_SAFE_INTEGER };
      await store.transact((tx) => tx.appendChange(sampleChange(3), head));
      assertSame(await readHead(store), head);
    },
  },
];

const FULL: Partial<ChangeRecord> = {
  at: 8.64e15,
  actorKind: "user",
  actorId: "😀".repeat(128),
  actorName: "Ada Lovelace",
  action: "key.revoked",
  ownerId: "\u{10FFFF}".repeat(128),
  orgId: "\u{1D4D0}".repeat(128),
  address: "2001:db8::1",
  requestId: "6f1c",
  detail: JSON.stringify({ before: { name: "a" }, after: { name: "x".repeat(100_000) } }),
};

const AWKWARD: Partial<ChangeRecord> = {
  actorName: `😀'"\`\\%_?$1:name é é `,
  address: " ",
  requestId: "",
  detail: JSON.stringify({ note: "\u0000\u001a\u2028\ud83d" }),
};

async function seqs(store: KeyStore, after: number, limit: number): Promise<number[]> {
  return (await store.readChanges({ after, limit })).map((change) => change.seq);
}
