import assert from "node:assert/strict";

import type { LatchkeyError } from "../../latchkey-error.js";
import type { StoreTransaction } from "../../store/key-store.js";
import { assertSame } from "./assert-same.js";
import { patiently } from "./patiently.js";
import { headAfter, insertAll, readHead, sampleChange, sampleKey } from "./sample-records.js";
import type { StoreCase } from "./store-case.js";

/** What `transact` keeps, undoes and refuses. */
export const transactionCases: readonly StoreCase[] = [
  {
    name: "gives an empty store's transaction a head at zero",
    async run(store) {
      assertSame(await readHead(store), EMPTY_HEAD);
    },
  },
  {
    name: "commits what a transaction wrote, and resolves with what its work resolved with",
    async run(store) {
      const result = { any: "thing" };
      assert.equal(await store.transact((tx) => createKey(tx).then(() => result)), result);
      assertSame(await store.findKey({ number: 1 }), sampleKey(1));
      assertSame(await store.scanChanges(OLDEST), [sampleChange(1)]);
      assertSame(await readHead(store), headAfter(sampleChange(1)));
    },
  },
  {
    name: "undoes everything when the work rejects, and rejects with the very same error",
    async run(store) {
      await insertAll(store, [sampleKey(1)]);
      const fault = new RangeError("thrown by the work");
      const rejection = await rejectionOf(
        store.transact(async (tx) => {
          await tx.updateKey(sampleKey(1, { name: "changed" }));
          await createKey(tx, 2);
          throw fault;
        }),
      );
      assert.equal(rejection, fault);
      assertSame(await store.findKey({ number: 1 }), sampleKey(1));
      assertSame(await store.findKey({ number: 2 }), null);
      assertSame(await store.scanChanges(OLDEST), []);
      assertSame(await readHead(store), EMPTY_HEAD);
    },
  },
  {
    name: "undoes a transaction whose work throws before it returns a promise",
    async run(store) {
      const fault = new Error("thrown at once");
      const work = (): Promise<never> => {
        throw fault;
      };
      assert.equal(await rejectionOf(store.transact(work)), fault);
      assertSame(await readHead(store), EMPTY_HEAD);
    },
  },
  {
    name: "shows a transaction what it has written itself, and a head that stays as it was",
    async run(store) {
      await store.transact(async (tx) => {
        await createKey(tx);
        assertSame(await tx.findKey({ id: sampleKey(1).id }), sampleKey(1));
        await tx.updateKey(sampleKey(1, { name: "changed" }));
        assertSame(await tx.findKey({ number: 1 }), sampleKey(1, { name: "changed" }));
        assertSame(await tx.findKey({ number: 2 }), null);
        assertSame(tx.head, EMPTY_HEAD);
      });
    },
  },
  {
    name: "serialises fifty transactions at once: no number and no seq is given twice or left out",
    async run(store) {
      await Promise.all(Array.from({ length: 50 }, () => patiently(() => store.transact(createNextKey))));
      const keys = await store.scanKeys({ order: "number", within: { by: "all" }, live: true, limit: 100 });
      const changes = await store.scanChanges({ ...OLDEST, limit: 100 });
      const expected = Array.from({ length: 50 }, (_, index) => index + 1);
      assertSame(
        keys.map((key) => key.number),
        expected,
      );
      assertSame(
        changes.map((change) => change.seq),
        expected,
      );
      assertSame(await readHead(store), headAfter(sampleChange(50)));
    },
  },
  {
    name: "refuses with store_busy what cannot have the lock within 2 s, without calling its work",
    async run(store) {
      let letGo = () => {};
      const holding = store.transact(() => new Promise<void>((resolve) => (letGo = resolve)));
      const giveUp = setTimeout(() => letGo(), 4_000);
      let called = false;
      const refusal = await rejectionOf(
        store.transact(async () => {
          called = true;
        }),
      );
      clearTimeout(giveUp);
      letGo();
      await holding;
      assert.equal((refusal as LatchkeyError).code, "store_busy");
      assert.equal((refusal as LatchkeyError).retryAfter, 1);
      assert.equal(called, false);
      await store.transact(createNextKey);
    },
  },
  {
    name: "refuses to update a key that does not exist, byte for byte",
    async run(store) {
      await insertAll(store, [sampleKey(1, { id: "key_a" })]);
      for (const id of ["KEY_A", "key_a ", "key_á", "unknown"]) {
        await assert.rejects(
          store.transact((tx) => tx.updateKey(sampleKey(1, { id, name: "changed" }))),
          `updated by ${JSON.stringify(id)}`,
        );
      }
      assertSame(await store.findKey({ number: 1 }), sampleKey(1, { id: "key_a" }));
    },
  },
  {
    name: "updates every field of one key, to and from null, and no other key",
    async run(store) {
      const plain = sampleKey(1, { id: "key_a" });
      const other = sampleKey(2, { id: "KEY_A" });
      const filled = { ...plain, ...FILLED };
      await insertAll(store, [plain, other]);
      await store.transact((tx) => tx.updateKey(filled));
      assertSame(await store.findKey({ id: "key_a" }), filled);
      await store.transact((tx) => tx.updateKey(plain));
      assertSame(await store.findKey({ id: "key_a" }), plain);
      assertSame(await store.findKey({ id: "KEY_A" }), other);
    },
  },
  {
    name: "takes an update that changes nothing",
    async run(store) {
      await insertAll(store, [sampleKey(1)]);
      await store.transact((tx) => tx.updateKey(sampleKey(1)));
      assertSame(await store.findKey({ number: 1 }), sampleKey(1));
    },
  },
  {
    name: "commits nothing of a transaction in which a write has failed, even if its work goes on",
    async run(store) {
      await insertAll(store, [sampleKey(1)]);
      const goingOn = store.transact(async (tx) => {
        await tx.insertKeys([sampleKey(2)]);
        await tx.insertKeys([sampleKey(1)]).catch(() => undefined);
      });
      await assert.rejects(goingOn);
      assertSame(await store.findKey({ number: 2 }), null);
    },
  },
  {
    name: "refuses the methods of a transaction that is over",
    async run(store) {
      let leaked: StoreTransaction | undefined;
      await store.transact(async (tx) => {
        leaked = tx;
      });
      await assert.rejects(async () => leaked?.insertKeys([sampleKey(1)]));
      await assert.rejects(async () => leaked?.findKey({ number: 1 }));
      assertSame(await store.findKey({ number: 1 }), null);
    },
  },
  {
    name: "goes on after a transaction that failed",
    async run(store) {
      for (let round = 0; round < 20; round++) {
        await assert.rejects(store.transact(() => Promise.reject(new Error("failed"))));
      }
      await store.transact(createNextKey);
      assertSame(await store.findKey({ number: 1 }), sampleKey(1));
    },
  },
];

const OLDEST = { order: "seq", within: { by: "all" }, limit: 10 } as const;
const EMPTY_HEAD = { lastSeq: 0, lastHash: "", lastNumber: 0 };

const FILLED = {
  name: "Filled",
  nameLower: "filled",
  ownerId: "user-1",
  orgId: "acme",
  projectId: "web",
  role: "b:reader",
  permissions: ["a:read"],
  inherits: true,
  enabled: false,
  notBefore: 1,
  expiresAt: 2,
  revokedAt: 3,
  revokedReason: "because",
  digest: "other",
  previousDigest: "previous",
  previousExpiresAt: 4,
  lookup: "public:x",
  sealedToken: "sealed",
  allowedNetworks: ["10.0.0.0/8"],
  rateLimit: { requests: 1, seconds: 2 },
  metadata: { a: 1 },
  tags: ["t"],
  updatedAt: 5,
  version: 2,
} as const;

async function createKey(tx: StoreTransaction, number = 1): Promise<void> {
  await tx.insertKeys([sampleKey(number)]);
  await tx.appendChanges([sampleChange(number)], headAfter(sampleChange(number)));
}

function createNextKey(tx: StoreTransaction): Promise<void> {
  return createKey(tx, tx.head.lastNumber + 1);
}

/** What the promise rejects with; fails when it resolves. */
function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => assert.fail("resolved where a rejection was expected"),
    (error: unknown) => error,
  );
}
