import type { KeyRecord } from "../../keys/key-record.js";
import type { KeyStore } from "../../store/key-store.js";
import { assertSame } from "./assert-same.js";
import { insertAll, sampleKey } from "./sample-records.js";
import type { StoreCase } from "./store-case.js";

/** What `findKey` gives back, and what it does not find. */
export const findingCases: readonly StoreCase[] = [
  {
    name: "finds nothing in an empty store",
    async run(store) {
      assertSame(await store.findKey({ id: "0000000000000001" }), null);
      assertSame(await store.findKey({ number: 1 }), null);
    },
  },
  {
    name: "finds a key by its id and by its number",
    async run(store) {
      const keys = [sampleKey(1), sampleKey(2), sampleKey(10)];
      await insertAll(store, keys);
      for (const key of keys) {
        assertSame(await store.findKey({ id: key.id }), key);
        assertSame(await store.findKey({ number: key.number }), key);
      }
      assertSame(await store.findKey({ number: 3 }), null);
    },
  },
  {
    name: "finds a key by its lookup, byte for byte, and none by a lookup that no key has",
    async run(store) {
      const keys = ["public:key_a", "public:KEY_A", "public:key_a-", "blind:v1:abc"].map((lookup, index) =>
        sampleKey(index + 1, { lookup }),
      );
      await insertAll(store, [...keys, sampleKey(9)]);
      for (const key of keys) assertSame(await store.findKey({ lookup: key.lookup ?? "" }), key);
      for (const lookup of [
        "",
        "public:",
        "public:key_á",
        "public:key_a ",
        "public:key",
        "blind:v1:ABC",
        "\0",
      ])
        assertSame(await store.findKey({ lookup }), null, `found by ${JSON.stringify(lookup)}`);
    },
  },
  ...[
    { what: "every field", key: fullKey() },
    { what: "every null and every empty value", key: sampleKey(1, { permissions: [], allowedNetworks: [] }) },
    { what: "characters beyond the BMP, quotes, wildcards and escapes", key: astralKey() },
    { what: "the largest numbers and the longest lists", key: largestKey() },
  ].map(({ what, key }) => ({
    name: `gives ${what} back exactly as given`,
    async run(store: KeyStore) {
      await insertAll(store, [key]);
      assertSame(await store.findKey({ id: key.id }), key);
      assertSame(await store.findKey({ number: key.number }), key);
      assertSame(await store.scanKeys({ ...ALL, live: key.revokedAt === null }), [key]);
    },
  })),
  {
    name: "compares ids byte for byte: case, accents, spaces and look-alike numbers are other keys",
    async run(store) {
      const others = ["KEY_A", "key_á", "key_a ", " key_a", "key_a\t", "key_A", "key_ａ", "0", "true", "key"];
      await insertAll(store, [sampleKey(1, { id: "key_a" })]);
      for (const id of others)
        assertSame(await store.findKey({ id }), null, `found by ${JSON.stringify(id)}`);

      const keys = others.map((id, index) => sampleKey(index + 2, { id }));
      await insertAll(store, keys);
      for (const key of keys) assertSame(await store.findKey({ id: key.id }), key);
    },
  },
  {
    name: "finds nothing, and fails at nothing, by ids and numbers that no key can have",
    async run(store) {
      await insertAll(store, [sampleKey(1)]);
      for (const id of [
        "",
        "\0",
        "0000000000000001\0",
        "\ud83d",
        "x".repeat(100_000),
        "' or ''='",
        "\\",
        "%",
      ]) {
        assertSame(await store.findKey({ id }), null, `found by ${JSON.stringify(id.slice(0, 20))}`);
      }
      for (const number of [
        0,
        -1,
        1.5,
        Number.MAX_SAFE_INTEGER,
        1e300,
        Number.NaN,
        Number.POSITIVE_INFINITY,
      ]) {
        assertSame(await store.findKey({ number }), null, `found by ${number}`);
      }
    },
  },
  {
    name: "keeps its records apart from what callers hold",
    async run(store) {
      const given = sampleKey(1, { permissions: ["a:read"], metadata: { team: { name: "blue" } } });
      const expected = structuredClone(given);
      await insertAll(store, [given]);
      tamperWith(given);
      tamperWith(await store.findKey({ number: 1 }));
      tamperWith((await store.scanKeys(ALL))[0] ?? null);
      assertSame(await store.findKey({ number: 1 }), expected);
    },
  },
  {
    name: "keeps what it takes whole: a field too long for it is refused, not cut",
    async run(store) {
      for (const [index, field] of (
        ["id", "name", "nameLower", "ownerId", "orgId", "projectId"] as const
      ).entries()) {
        const key = sampleKey(index + 1, { [field]: "x".repeat(20_000) });
        const taken = await insertAll(store, [key]).then(
          () => true,
          () => false,
        );
        assertSame(await store.findKey({ number: key.number }), taken ? key : null, `cut ${field}`);
      }
    },
  },
];

const ALL = { order: "number", within: { by: "all" }, live: true, limit: 100 } as const;

function fullKey(): KeyRecord {
  return sampleKey(7, {
    env: "test",
    name: "Deploy Bot",
    ownerId: "user-1",
    orgId: "acme",
    projectId: "web",
    role: "b:reader",
    permissions: ["bundles:read", "*:*"],
    inherits: true,
    enabled: false,
    notBefore: 1_700_000_000_001,
    expiresAt: 1_800_000_000_002,
    revokedAt: 1_750_000_000_003,
    revokedReason: "left the company",
    digest: "hmac-sha256$1$abc",
    previousDigest: "hmac-sha256$1$def",
    previousExpiresAt: 1_760_000_000_004,
    lookup: "public:abc",
    sealedToken: "v1$sealed",
    allowedNetworks: ["10.0.0.0/8", "2001:db8::/32"],
    rateLimit: { requests: 100, seconds: 60 },
    metadata: { team: "blue", nested: { list: [1, 2.5, -0.001, true, null, "x"], empty: {} } },
    tags: ["ci", "Ä"],
    createdBy: "user:user-1",
    version: 12,
  });
}

function astralKey(): KeyRecord {
  const awkward = `😀'"\`\\%_?$1:name\u{10FFFF}\uFFFD é é`;
  return sampleKey(1, {
    name: awkward,
    ownerId: "😀".repeat(128),
    orgId: "\u{10FFFF}".repeat(128),
    projectId: "\u{1D4D0}".repeat(128),
    revokedReason: "\\' or 1=1 --",
    metadata: { [awkward]: awkward, controls: "\u0000\u0001\n\r\t\u001a\u2028", broken: "\ud83d" },
    tags: [awkward, ""],
  });
}

function largestKey(): KeyRecord {
  return sampleKey(Number.MAX_SAFE_INTEGER, {
    // The one character whose folded form is three times as long, a hundred times: the longest a folded name can be.
    name: "\uFB2C".repeat(100),
    notBefore: 0,
    expiresAt: 8.64e15,
    permissions: Array.from(
      { length: 100 },
      (_, index) => `${"r".repeat(64)}:${String(index).padStart(64, "a")}`,
    ),
    allowedNetworks: Array.from({ length: 50 }, (_, index) => `2001:db8:0:0:0:0:0:${index}/128`),
    rateLimit: { requests: Number.MAX_SAFE_INTEGER, seconds: 1 },
    metadata: {
      text: "x".repeat(4_000),
      number: Number.MAX_SAFE_INTEGER,
      small: -1e-7,
      large: 1.7976931348623157e308,
    },
    tags: Array.from({ length: 20 }, (_, index) => "😀".repeat(39) + index.toString(36)),
    sealedToken: "s".repeat(70_000),
    version: Number.MAX_SAFE_INTEGER,
  });
}

/** Changes a record in every way that is not forbidden. */
function tamperWith(record: object | null): void {
  for (const [field, value] of Object.entries(record ?? {})) {
    if (typeof value === "object") tamperWith(value as object | null);
    Reflect.set(record as object, field, "tampered");
  }
}
