import fc from "fast-check";

import {
  createKeyring,
  memoryLimiter,
  type Grant,
  type KeyRecord,
  type ListKeys,
  type UserActor,
} from "../../src/index.js";
import { foldName } from "../../src/keys/key-record.js";
import { fakeClock, memoryStore } from "../../src/testing/index.js";
import { insertKeys } from "../insert-keys.js";
import { sampleKey } from "../sample-key.js";
import { watchedStore } from "../watched-store.js";

const NOW = Date.UTC(2026, 0, 1);
const PEPPERS = [{ version: 1, secret: "pepper one, 32 bytes at the least" }];
/** Lists use none of these; making them anew for each of thousands of keyrings would take most of the time. */
const UNUSED = { cache: false, failures: false, limiter: memoryLimiter() } as const;
const ROLES = { keeper: ["api-keys:*"], reader: ["bundles:read"] };

/** Few values each, so that everything meets everything. */
const names = fc.constantFrom(
  "Key",
  "key a",
  "KEY B",
  "Ключ",
  "😀 key",
  "\uff21",
  "1",
  "22",
  "é",
  "e\u0301x",
);
const someone = fc.constantFrom("ann", "ann", "bob", null);
const place = fc.record({
  orgId: fc.constantFrom("a", "a", "b", null),
  projectId: fc.constantFrom("p", "q", null),
});

const key = fc.record({
  place,
  ownerId: someone,
  name: names,
  role: fc.constantFrom("b:reader", "b:gone", "c:reader", null),
  enabled: fc.constantFrom(true, true, false),
  notBefore: fc.constantFrom(null, null, NOW, NOW + 1),
  expiresAt: fc.constantFrom(null, null, NOW, NOW + 1),
  revokedAt: fc.constantFrom(null, null, NOW - 1),
});
const keys = fc.array(key, { minLength: 10, maxLength: 40, size: "max" }).map((records) =>
  records.map(({ place: { orgId, projectId }, ...record }, index) => {
    const number = index + 1;
    const id = `${["id00", "ID00", "xy12"][number % 3]}${String(number).padStart(12, "0")}`;
    return sampleKey({ ...record, orgId, projectId: orgId === null ? null : projectId, number, id });
  }),
);

const grant: fc.Arbitrary<Grant> = fc
  .record({
    org: fc.constantFrom("a", "a", "b", null, "*"),
    project: fc.constantFrom("p", "q", null, null),
    permissions: fc.constantFrom(["api-keys:read"], ["api-keys:*"], ["*:*"], ["bundles:read"], []),
    role: fc.constantFrom("keeper", "keeper", "reader", undefined),
    reach: fc.constantFrom("own", "all", "all"),
  })
  .map(({ project, role, ...rest }) => ({
    ...rest,
    project: rest.org === "a" || rest.org === "b" ? project : null,
    ...(role !== undefined && { role }),
  }));
const actor = fc.record<UserActor>({
  kind: fc.constant("user"),
  id: fc.constantFrom("ann", "ann", "bob", "eve"),
  grants: fc.uniqueArray(grant, {
    minLength: 1,
    maxLength: 6,
    selector: (one) => `${one.org} ${one.project}`,
  }),
});

const texts = [
  "k",
  "KEY",
  "e",
  "3",
  "8",
  "id00000000000003",
  "xy12000000000002",
  "acme_live_id00…",
  "acme_live_id00",
];
const query: fc.Arbitrary<ListKeys> = fc
  .record({
    orgId: seldom(fc.constantFrom("a", "b", "c")),
    projectId: seldom(fc.constantFrom("p", "q")),
    ownerId: seldom(fc.constantFrom("ann", "bob", "eve")),
    role: seldom(fc.constantFrom("reader", "gone", "other")),
    status: seldom(fc.constantFrom("active", "scheduled", "disabled", "expired", "revoked")),
    q: seldom(fc.oneof(names, fc.constantFrom(...texts))),
    sort: fc.constantFrom(undefined, "-created_at", "created_at", "name"),
  })
  .map((wanted) => ({ ...wanted, projectId: wanted.orgId && wanted.projectId }));

/** Mostly undefined: a query with every filter finds nothing and so proves nothing. */
function seldom<T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values });
}

describe("walking a list from cursor to cursor", () => {
  it("gives exactly the keys that there are to see, in order, each once, whatever the limits", async () => {
    await fc.assert(
      fc.asyncProperty(
        keys,
        actor,
        query,
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
        async (records, as, wanted, limits) => {
          fc.pre(as.grants.some(mayRead));
          const { walk } = await listOf(records);
          expect(await walk(wanted, as, limits)).toEqual(expectedNumbers(records, as, wanted));
        },
      ),
      { numRuns: 4000 },
    );
  }, 60_000);

  it("does so for actors with more grants than are looked at one by one", async () => {
    const records = Array.from({ length: 80 }, (_, index) =>
      sampleKey({ number: index + 1, orgId: `org ${index % 40}`, ownerId: index < 40 ? "ann" : "bob" }),
    );
    for (const count of [15, 16, 17, 24, 25, 35]) {
      const as: UserActor = {
        kind: "user",
        id: "ann",
        grants: Array.from({ length: count }, (_, index) => ({
          org: `org ${index}`,
          permissions: ["api-keys:read"],
          reach: index % 3 ? "all" : "own",
        })),
      };
      const { walk } = await listOf(records);
      for (const sort of ["-created_at", "created_at", "name"] as const) {
        expect(await walk({ sort }, as, [7])).toEqual(expectedNumbers(records, as, { sort }));
      }
    }
  });
});

describe("a page", () => {
  const everything: UserActor = {
    kind: "user",
    id: "ann",
    grants: [{ org: "*", permissions: ["api-keys:read"], reach: "all" }],
  };

  it("holds 50 keys, newest first, when nothing else was said", async () => {
    const records = Array.from({ length: 60 }, (_, index) => sampleKey({ number: index + 1 }));
    const { keyring } = await listOf(records);
    const { data, nextCursor } = await keyring.list({}, everything);
    expect(data.map(({ number }) => number)).toEqual(Array.from({ length: 50 }, (_, index) => 60 - index));
    expect(nextCursor).not.toBeNull();
  });

  it("is the last when it holds the last key", async () => {
    const { keyring } = await listOf([1, 2, 3].map((number) => sampleKey({ number })));
    expect((await keyring.list({ limit: 3 }, everything)).nextCursor).toBeNull();
    expect((await keyring.list({ limit: 2 }, everything)).nextCursor).not.toBeNull();
    expect(await (await listOf([])).keyring.list({}, everything)).toEqual({ data: [], nextCursor: null });
  });

  it("after a cursor of another filter or of nobody's is invalid_cursor", async () => {
    const { keyring } = await listOf([1, 2, 3].map((number) => sampleKey({ number, orgId: "a" })));
    const { nextCursor } = await keyring.list({ limit: 1, orgId: "a" }, everything);
    const cursor = nextCursor ?? "";
    expect((await keyring.list({ orgId: "a", cursor }, everything)).data).toHaveLength(2);
    for (const wanted of [
      { cursor },
      { orgId: "a", sort: "name", cursor },
      { orgId: "a", cursor: "junk" },
    ] as const) {
      await expect(keyring.list(wanted, everything)).rejects.toMatchObject({ code: "invalid_cursor" });
    }
  });

  it("is store_unavailable when the store does not answer in time", async () => {
    const store = { ...memoryStore(), scanKeys: () => new Promise<never>(() => {}) };
    const keyring = createKeyring({ store, peppers: PEPPERS, deadlines: { manage: 20 } });
    await expect(keyring.list({}, everything)).rejects.toMatchObject({
      code: "store_unavailable",
      retryAfter: 1,
    });
  });

  it("shows whoever follows another's cursor only what they may see", async () => {
    const { keyring } = await listOf(
      [1, 2, 3, 4].map((number) => sampleKey({ number, orgId: number % 2 ? "a" : "b" })),
    );
    const { nextCursor } = await keyring.list({ limit: 1 }, everything);
    const narrow: UserActor = {
      ...everything,
      grants: [{ org: "a", permissions: ["api-keys:read"], reach: "all" }],
    };
    const { data } = await keyring.list({ cursor: nextCursor ?? "" }, narrow);
    expect(data.map(({ number }) => number)).toEqual([3, 1]);
  });
});

/** A keyring over these records, and a walk over all pages with limits that take turns. */
async function listOf(records: readonly KeyRecord[]) {
  const memory = memoryStore();
  await insertKeys(memory, records);
  const store = watchedStore(memory);
  const keyring = createKeyring({
    store,
    clock: fakeClock(NOW),
    peppers: PEPPERS,
    roles: ROLES,
    ...UNUSED,
  });

  async function walk(wanted: ListKeys, as: UserActor, limits: readonly number[]): Promise<number[]> {
    const numbers: number[] = [];
    let cursor: string | undefined;
    for (let page = 0; page <= records.length; page++) {
      const limit = limits[page % limits.length] ?? 1;
      const { data, nextCursor } = await keyring.list({ ...wanted, limit, cursor }, as);
      expect(data.length).toBeLessThanOrEqual(limit);
      numbers.push(...data.map(({ number }) => number));
      if (nextCursor === null) return numbers;
      cursor = nextCursor;
    }
    throw new Error("more pages than keys");
  }

  return { keyring, walk };
}

/** The naive model: look at every key, keep what belongs, sort. */
function expectedNumbers(records: readonly KeyRecord[], as: UserActor, wanted: ListKeys): number[] {
  const { sort = "-created_at" } = wanted;
  return records
    .filter((record) => maySee(as, record) && isWanted(record, wanted))
    .sort((a, b) => {
      if (sort === "name") {
        return Buffer.compare(Buffer.from(a.nameLower), Buffer.from(b.nameLower)) || a.number - b.number;
      }
      return sort === "created_at" ? a.number - b.number : b.number - a.number;
    })
    .map(({ number }) => number);
}

function maySee(as: UserActor, { orgId, projectId, ownerId }: KeyRecord): boolean {
  const ofProject = as.grants.find(
    ({ org, project }) => project != null && org === orgId && project === projectId,
  );
  const ofOrg = as.grants.find(({ org, project }) => project == null && org === orgId);
  const covering = ofProject ?? ofOrg ?? as.grants.find(({ org }) => org === "*");
  return covering !== undefined && mayRead(covering) && (covering.reach === "all" || ownerId === as.id);
}

function mayRead({ permissions, role }: Grant): boolean {
  return role === "keeper" || permissions.some((one) => ["api-keys:read", "api-keys:*", "*:*"].includes(one));
}

function isWanted(record: KeyRecord, { orgId, projectId, ownerId, role, status, q }: ListKeys): boolean {
  const state = stateOf(record);
  return (
    (status === undefined ? state !== "revoked" : state === status) &&
    (orgId === undefined || record.orgId === orgId) &&
    (projectId === undefined || record.projectId === projectId) &&
    (ownerId === undefined || record.ownerId === ownerId) &&
    (role === undefined || record.role === `b:${role}`) &&
    (q === undefined ||
      record.nameLower.startsWith(foldName(q)) ||
      [record.id, String(record.number), `acme_live_${record.id.slice(0, 4)}…`].includes(q))
  );
}

function stateOf(record: KeyRecord): string {
  if (record.revokedAt !== null) return "revoked";
  if (record.expiresAt !== null && record.expiresAt <= NOW) return "expired";
  if (!record.enabled) return "disabled";
  return record.notBefore !== null && record.notBefore > NOW ? "scheduled" : "active";
}
