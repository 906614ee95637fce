import type { ChangeRecord } from "../../src/changes/change-record.js";
import { chainHash, chainHashHolds } from "../../src/changes/hash-chain.js";
import { peppersOf, type Peppers } from "../../src/digests/peppers.js";

const ONE = { version: 1, secret: "pepper one, 32 bytes at the least" };
const TWO = { version: 2, secret: "pepper two, 32 bytes at the least" };
const peppers = peppersOf([ONE]);
const none = peppersOf("none");

const CHANGE = {
  seq: 7,
  at: Date.UTC(2026, 0, 1),
  actorKind: "user",
  actorId: "ann",
  actorName: "Ann",
  action: "key.created",
  target: "7Fq2mX0cRt9aLw4Z",
  ownerId: "ann",
  orgId: "acme",
  projectId: "p1",
  address: "192.0.2.1",
  requestId: "req-1",
  detail: "{}",
  previousHash: "v1$before",
} as const;

/** As rows were hashed before they had a column for it. */
const WITHOUT_PROJECT = { ...CHANGE, projectId: null };

/** What an editor of the table might write instead, for each column. */
const EDITS: { [Column in keyof Omit<ChangeRecord, "hash">]: ChangeRecord[Column][] } = {
  seq: [8, 70, 0],
  at: [CHANGE.at + 1],
  actorKind: ["key", "system"],
  actorId: ["bob", "", "ann "],
  actorName: ["Bob", null, ""],
  action: ["key.updated", "key.revoked"],
  target: ["7Fq2mX0cRt9aLw4z"],
  ownerId: ["bob", null],
  orgId: ["other", null],
  projectId: ["p2", null],
  address: ["192.0.2.2", null],
  requestId: ["req-2", null],
  detail: ['{"after":{}}', "", "{ }"],
  previousHash: ["v1$other", ""],
};

/** A chain as the keyring writes it. */
function chainOf(length: number, under: Peppers): ChangeRecord[] {
  const rows: ChangeRecord[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const change = { ...CHANGE, seq, at: CHANGE.at + seq, previousHash: rows.at(-1)?.hash ?? "" };
    rows.push({ ...change, hash: chainHash(under, change) });
  }
  return rows;
}

/** Whether rows are the whole, untouched chain that ends at `head`. */
function holds(rows: readonly ChangeRecord[], under: Peppers, head: { seq: number; hash: string }): boolean {
  const unbroken = rows.every(
    (row, index) =>
      row.seq === index + 1 &&
      row.previousHash === (rows[index - 1]?.hash ?? "") &&
      chainHashHolds(under, row),
  );
  return unbroken && rows.at(-1)?.hash === head.hash && rows.length === head.seq;
}

describe("the hash of a change", () => {
  it("is v<pepper version>$<HMAC under a derived key, over the JSON of the columns>", () => {
    expect(chainHash(peppers, CHANGE)).toBe("v1$lCngMYn7eZq-ZAbxMBUpIvD7y9sYluWZWcLfCjr-cxo");
    expect(chainHash(peppers, WITHOUT_PROJECT)).toBe("v1$ejZT32aFd0-l7bczG06pWMtxFNWFhn5moYqvR0KO47M");
  });

  it("is v0$<SHA-256> without peppers", () => {
    expect(chainHash(none, CHANGE)).toBe("v0$2FcFRXXioc9Epw1jp9N8vyFpp0f2C69Wp64wiIerXtQ");
    expect(chainHash(none, WITHOUT_PROJECT)).toBe("v0$5ReTGtV_LjGYJiQy0bxb2k6knLf71mGEfarodH9ihFg");
  });

  it("goes on holding after a new pepper is put in front, and not without the old one", () => {
    const row = { ...CHANGE, hash: chainHash(peppers, CHANGE) };
    expect(chainHashHolds(peppersOf([TWO, ONE]), row)).toBe(true);
    expect(chainHashHolds(peppersOf([TWO]), row)).toBe(false);
    expect(chainHash(peppersOf([TWO, ONE]), CHANGE)).toMatch(/^v2\$/);
  });

  it("holds under every version that peppers may have", () => {
    const newest = peppersOf([{ ...ONE, version: 999_999_999 }]);
    expect(chainHashHolds(newest, { ...CHANGE, hash: chainHash(newest, CHANGE) })).toBe(true);
  });

  it("does not hold under another pepper of the same version", () => {
    const foreign = peppersOf([{ ...TWO, version: 1 }]);
    expect(chainHashHolds(peppers, { ...CHANGE, hash: chainHash(foreign, CHANGE) })).toBe(false);
  });

  it("cannot be the one without a pepper when there are peppers", () => {
    expect(chainHashHolds(none, { ...CHANGE, hash: chainHash(none, CHANGE) })).toBe(true);
    expect(chainHashHolds(peppers, { ...CHANGE, hash: chainHash(none, CHANGE) })).toBe(false);
    expect(chainHashHolds(none, { ...CHANGE, hash: chainHash(peppers, CHANGE) })).toBe(false);
  });

  it.each(["", "v1$", "v1", "v01$", "v$", "v-1$", "v1.0$", "v99999999999$", " v1$", "V1$"])(
    "does not hold in another form: %j",
    (start) => {
      const [, mac = ""] = chainHash(peppers, CHANGE).split("$");
      expect(chainHashHolds(peppers, { ...CHANGE, hash: start === "v1$" ? start : start + mac })).toBe(false);
      expect(chainHashHolds(peppers, { ...CHANGE, hash: `v1$${mac} ` })).toBe(false);
    },
  );

  it("keeps the columns apart: text moved from one to the next is another change", () => {
    const moved = { ...CHANGE, actorId: "ann,Ann", actorName: "" };
    const quoted = { ...CHANGE, actorId: 'ann","Ann', actorName: "" };
    expect(new Set([CHANGE, moved, quoted].map((change) => chainHash(peppers, change))).size).toBe(3);
  });

  it("tells null from the word, and broken Unicode apart", () => {
    const names = [null, "null", "", "\ud800", "\ud801", "\ufffd"];
    const hashes = names.map((actorName) => chainHash(peppers, { ...CHANGE, actorName }));
    expect(new Set(hashes).size).toBe(names.length);
  });
});

/** DESIGN.md §10, P3. */
describe.each([
  ["with a pepper", peppers],
  ["without one", none],
])("a chain of changes %s", (_, under) => {
  const rows = chainOf(5, under);
  const head = { seq: 5, hash: rows[4]?.hash ?? "" };

  it("holds as it was written", () => expect(holds(rows, under, head)).toBe(true));

  it.each(Object.keys(EDITS) as (keyof typeof EDITS)[])(
    "does not hold with another %s in any row",
    (column) => {
      for (const value of EDITS[column]) {
        for (const edited of rows) {
          const forged = rows.map((row) => (row === edited ? { ...row, [column]: value } : row));
          expect(holds(forged, under, head)).toBe(edited[column] === value);
        }
      }
    },
  );

  it("does not hold with two rows swapped, their numbers kept or exchanged", () => {
    for (let first = 0; first < 5; first++) {
      for (let second = first + 1; second < 5; second++) {
        const swapped = rows
          .with(first, rows[second] as ChangeRecord)
          .with(second, rows[first] as ChangeRecord);
        expect(holds(swapped, under, head)).toBe(false);
        expect(
          holds(
            swapped.map((row, index) => ({ ...row, seq: index + 1 })),
            under,
            head,
          ),
        ).toBe(false);
      }
    }
  });

  it("does not hold with a row cut out, at the beginning, in the middle or at the end", () => {
    for (let cut = 0; cut < 5; cut++) {
      const rest = rows.toSpliced(cut, 1);
      expect(holds(rest, under, head)).toBe(false);
      expect(
        holds(
          rest.map((row, index) => ({ ...row, seq: index + 1 })),
          under,
          head,
        ),
      ).toBe(false);
    }
    expect(holds([], under, head)).toBe(false);
  });

  it("does not hold with a row put in twice", () => {
    expect(holds(rows.toSpliced(2, 0, rows[2] as ChangeRecord), under, head)).toBe(false);
  });
});

it("a chain written anew without the pepper, hashes and all, does not hold with it", () => {
  const [first, ...others] = chainOf(5, peppers);
  const forgeries = [none, peppersOf([{ ...TWO, version: 1 }])].map((attacker) => chainOf(5, attacker));
  for (const forged of forgeries) {
    const head = { seq: 5, hash: forged[4]?.hash ?? "" };
    expect(holds(forged, peppers, head)).toBe(false);
    expect(forged.some((row) => chainHashHolds(peppers, row))).toBe(false);
  }
  expect([first, ...others].every((row) => row !== undefined && chainHashHolds(peppers, row))).toBe(true);
});
