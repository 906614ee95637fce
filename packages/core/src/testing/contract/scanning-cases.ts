import { foldName, type KeyRecord } from "../../keys/key-record.js";
import type { KeyScan, KeyStore } from "../../store/key-store.js";
import { scanRecords } from "../scan-records.js";
import { assertSame } from "./assert-same.js";
import { HOSTILE_TEXTS } from "./hostile-texts.js";
import { keysOfManyPlaces, ORGS } from "./many-places.js";
import { insertAll, sampleKey } from "./sample-records.js";
import type { StoreCase } from "./store-case.js";

/** What `scanKeys` finds, in which order, and where it goes on. */
export const scanningCases: readonly StoreCase[] = [
  {
    name: "scans nothing in an empty store",
    async run(store) {
      for (const scan of allScans()) assertSame(await store.scanKeys(scan), []);
    },
  },
  {
    name: "scans exactly the keys of an organization, a project, an owner or none, live or revoked, in every order",
    async run(store) {
      const keys = keysOfManyPlaces();
      await insertAll(store, keys);
      for (const scan of allScans()) {
        assertSame(
          numbers(await store.scanKeys(scan)),
          numbers(scanRecords(keys, scan)),
          JSON.stringify(scan),
        );
      }
    },
  },
  {
    name: "pages through every scan from any position, each key once",
    async run(store) {
      const keys = keysOfManyPlaces();
      await insertAll(store, keys);
      for (const scan of allScans()) {
        const all = numbers(scanRecords(keys, scan));
        assertSame(numbers(await paged(store, { ...scan, limit: 3 })), all, JSON.stringify(scan));
      }
    },
  },
  {
    name: "pages through keys that all have one name by their numbers",
    async run(store) {
      const keys = Array.from({ length: 25 }, (_, index) => sampleKey(index + 1, { name: "CI" }));
      await insertAll(store, keys);
      assertSame(numbers(await paged(store, { ...BY_NAME, limit: 4 })), numbers(keys));
    },
  },
  {
    name: "begins behind a position that no key has",
    async run(store) {
      await insertAll(
        store,
        [2, 4, 6].map((number) => sampleKey(number, { name: `n${number}` })),
      );
      assertSame(numbers(await store.scanKeys({ ...BY_NUMBER, after: 3 })), [4, 6]);
      assertSame(numbers(await store.scanKeys({ ...BY_NUMBER, order: "number-desc", after: 5 })), [4, 2]);
      assertSame(
        numbers(await store.scanKeys({ ...BY_NAME, after: { nameLower: "n3", number: 9 } })),
        [4, 6],
      );
      assertSame(
        numbers(await store.scanKeys({ ...BY_NAME, after: { nameLower: "n4", number: 3 } })),
        [4, 6],
      );
      assertSame(numbers(await store.scanKeys({ ...BY_NAME, after: { nameLower: "n4", number: 5 } })), [6]);
    },
  },
  {
    name: "orders names by their UTF-8 bytes, where UTF-16 and dictionaries have other orders",
    async run(store) {
      const ordered = [
        "",
        " ",
        "'",
        "0",
        "10",
        "9",
        "_",
        "a",
        "a ",
        "aa",
        "a\u{10FFFF}",
        "b",
        "ä",
        "\uFFFD",
        "😀",
      ];
      const keys = ordered.map((name, index) => sampleKey(100 - index, { name }));
      await insertAll(store, keys);
      assertSame(names(await store.scanKeys(BY_NAME)), ordered);
    },
  },
  {
    name: "finds names by their exact beginning, whatever characters it ends in",
    async run(store) {
      const keys = PREFIXES.flatMap((prefix) => [
        prefix,
        `${prefix}a`,
        `${prefix}\u{10FFFF}`,
        `${prefix}\u0020`,
      ])
        .concat("\uD7FF", "\uE000", "b", "A", "ä", "a\u0308", "\\\\", "100%", "x_y")
        .map((name, index) => sampleKey(index + 1, { name, nameLower: name }));
      await insertAll(store, keys);
      for (const namePrefix of PREFIXES) {
        const scan = { ...BY_NAME, namePrefix };
        assertSame(
          names(await store.scanKeys(scan)),
          names(scanRecords(keys, scan)),
          JSON.stringify(namePrefix),
        );
        assertSame(names(await paged(store, { ...scan, limit: 2 })), names(scanRecords(keys, scan)));
      }
    },
  },
  {
    name: "finds nothing, and fails at nothing, within what no key can have",
    async run(store) {
      await insertAll(store, keysOfManyPlaces());
      for (const text of HOSTILE_TEXTS) {
        assertSame(await store.scanKeys({ ...BY_NAME, within: { by: "org", org: text } }), []);
        assertSame(await store.scanKeys({ ...BY_NAME, within: { by: "owner", owner: text } }), []);
        assertSame(
          await store.scanKeys({ ...BY_NUMBER, within: { by: "project", org: "acme", project: text } }),
          [],
        );
        assertSame(await store.scanKeys({ ...BY_NUMBER, within: { by: "id", prefix: text } }), []);
        assertSame(await store.scanKeys({ ...BY_NAME, namePrefix: text }), []);
      }
    },
  },
  {
    name: "moves a key between the live and the revoked when it is revoked",
    async run(store) {
      const key = sampleKey(1);
      await insertAll(store, [key]);
      await store.transact((tx) => tx.updateKey({ ...key, revokedAt: 5, version: 2 }));
      assertSame(await store.scanKeys(BY_NUMBER), []);
      assertSame(numbers(await store.scanKeys({ ...BY_NUMBER, live: false })), [1]);
    },
  },
];

const BY_NUMBER = { order: "number", within: { by: "all" }, live: true, limit: 1_000 } as const;
const BY_NAME = { order: "name", within: { by: "all" }, live: true, limit: 1_000 } as const;

const PREFIXES = [
  "a",
  "A",
  "%",
  "_",
  "\\",
  "'",
  '"',
  "a%",
  "ä",
  "\uD7FF",
  "\uFFFF",
  "😀",
  "\u{10FFFF}",
  "z\u{10FFFF}\u{10FFFF}",
];

function allScans(): KeyScan[] {
  const ranges = [
    { by: "all" } as const,
    ...[...ORGS, "unknown", "acme "].map((org) => ({ by: "org", org }) as const),
    ...["user-1", "USER-1", "user-1 ", "1", "01"].map((owner) => ({ by: "owner", owner }) as const),
  ];
  const projects = ["web", "Web", "web "].map(
    (project) => ({ by: "project", org: "acme", project }) as const,
  );
  const ids = ["axyz", "Bxyz", "bxyz", "cxyz000000000001"].map((prefix) => ({ by: "id", prefix }) as const);
  return [true, false].flatMap((live): KeyScan[] => [
    ...[...ranges, ...projects, ...ids].flatMap((within) =>
      (["number", "number-desc"] as const).map((order) => ({ order, within, live, limit: 1_000 })),
    ),
    ...ranges.map((within) => ({ order: "name", within, live, limit: 1_000 }) as const),
    { order: "name", within: { by: "org", org: "acme" }, live, limit: 1_000, namePrefix: foldName("Key 3") },
    { order: "name", within: { by: "owner", owner: "user-1" }, live, limit: 1_000, namePrefix: "key" },
  ]);
}

/** Follows `after` until a page comes back short. */
async function paged(store: KeyStore, scan: KeyScan): Promise<readonly KeyRecord[]> {
  const found: KeyRecord[] = [];
  for (;;) {
    const last = found.at(-1);
    const page = await store.scanKeys(last === undefined ? scan : behind(scan, last));
    found.push(...page);
    if (page.length < scan.limit || found.length > 1_000) return found;
  }
}

function behind(scan: KeyScan, { nameLower, number }: KeyRecord): KeyScan {
  return scan.order === "name" ? { ...scan, after: { nameLower, number } } : { ...scan, after: number };
}

function numbers(keys: readonly KeyRecord[]): number[] {
  return keys.map((key) => key.number);
}

function names(keys: readonly KeyRecord[]): string[] {
  return keys.map((key) => key.name);
}
