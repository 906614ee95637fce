import { createKeyring, type Keyring, type ListKeys, type UserActor } from "../../src/index.js";
import { fakeClock, memoryStore } from "../../src/testing/index.js";
import { insertKeys } from "../insert-keys.js";
import { sampleKey } from "../sample-key.js";
import { watchedStore, type WatchedStore } from "../watched-store.js";

const KEYS = 6_000;
const BUDGET = 2_000;
/** As many organizations as are walked one by one, and one more. */
const ORGS = 17;

const everything: UserActor = actorFor(["*"]);

/** DESIGN.md §8: the cost of a page does not depend on how many keys there are. */
describe("a page of a large list", () => {
  let store: WatchedStore;
  let keyring: Keyring;

  beforeAll(async () => {
    const memory = memoryStore();
    const records = Array.from({ length: KEYS }, (_, index) =>
      sampleKey({
        number: index + 1,
        name: `${index % 2 ? "odd" : "even"} ${index}`,
        orgId: `org ${index % ORGS}`,
        ownerId: index % 3 ? "ann" : "bob",
        enabled: index % 1_500 !== 0,
      }),
    );
    await insertKeys(memory, records);
    store = watchedStore(memory);
    keyring = createKeyring({
      store,
      clock: fakeClock(),
      peppers: [{ version: 1, secret: "pepper one, 32 bytes at the least" }],
    });
  });

  /** How many keys each page of a walk held, and the most rows that one of them cost. */
  async function walk(wanted: ListKeys, as: UserActor) {
    let most = 0;
    const found: number[] = [];
    let cursor: string | undefined;
    do {
      store.takeRows();
      const page = await keyring.list({ ...wanted, cursor }, as);
      most = Math.max(most, store.takeRows());
      found.push(page.data.length);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && found.length < KEYS);
    return { found: found.reduce((sum, length) => sum + length, 0), pages: found.length, most };
  }

  it.each<[string, ListKeys, UserActor, number]>([
    ["nothing belongs", { role: "none" }, everything, 0],
    ["little belongs", { status: "disabled" }, everything, 4],
    ["it searches a name by number", { q: "odd 59" }, everything, 56],
    ["it searches a name by name", { q: "odd 59", sort: "name" }, everything, 56],
    ["an owner's keys are narrowed to an organization", { ownerId: "ann", orgId: "org 3" }, everything, 235],
    ["there are sixteen ranges", { status: "disabled" }, actorFor(orgs(16)), 4],
    ["there are sixteen ranges by name", { status: "disabled", sort: "name" }, actorFor(orgs(16)), 4],
    ["there are too many ranges", { role: "none" }, actorFor(orgs(ORGS)), 0],
    ["limits are large", { limit: 200 }, actorFor(orgs(16)), 5_648],
  ])(`examines ${BUDGET} rows at most when %s`, async (_, wanted, as, found) => {
    const walked = await walk(wanted, as);
    expect(walked.found).toBe(found);
    expect(walked.most).toBeLessThanOrEqual(BUDGET);
  });

  it.each<[string, ListKeys]>([
    ["an id", { q: "id00000000006000", sort: "-created_at" }],
    ["a number", { q: "6000", sort: "-created_at" }],
    ["a hint", { q: "acme_live_id00…", status: "disabled", sort: "created_at" }],
  ])("counts what is read to find %s, on every page", async (_, wanted) => {
    expect((await walk(wanted, everything)).most).toBeLessThanOrEqual(BUDGET);
  });

  it("costs little when everything belongs", async () => {
    store.takeRows();
    expect((await keyring.list({}, everything)).data).toHaveLength(50);
    expect(store.takeRows()).toBe(51);
  });

  it("may be empty and not be the last", async () => {
    const { data, nextCursor } = await keyring.list({ role: "none" }, everything);
    expect(data).toEqual([]);
    expect(nextCursor).not.toBeNull();
    expect(await walk({ role: "none" }, everything)).toMatchObject({ pages: KEYS / BUDGET + 1 });
  });
});

function orgs(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `org ${index}`);
}

function actorFor(scope: readonly string[]): UserActor {
  const grants = scope.map((org) => ({ org, permissions: ["api-keys:read"], reach: "all" as const }));
  return { kind: "user", id: "ann", grants };
}
