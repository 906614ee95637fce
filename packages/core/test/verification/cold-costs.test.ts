import { createKeyring, systemActor, type DigestFactory, type KeyringOptions } from "../../src/index.js";
import { memoryStore } from "../../src/testing/index.js";
import { withWrongSecret } from "../forged-token.js";
import { watchedStore } from "../watched-store.js";

const SYSTEM = systemActor("test");
const PEPPERS = [{ version: 1, secret: "pepper one, 32 bytes at the least" }];
const OFTEN = 50;

function uncached(options: Partial<KeyringOptions> = {}) {
  const store = watchedStore(memoryStore());
  const keyring = createKeyring({ store, peppers: PEPPERS, cache: false, ...options });
  return { store, keyring };
}

afterEach(() => jest.restoreAllMocks());

describe("a verification without a cache", () => {
  it("reads one row and sets one timer", async () => {
    const { store, keyring } = uncached();
    const { token } = await keyring.create({ permissions: [] }, SYSTEM);
    await keyring.verify(token);
    store.takeReads();
    const timers = jest.spyOn(globalThis, "setTimeout");
    for (let time = 0; time < OFTEN; time++) expect((await keyring.verify(token)).ok).toBe(true);
    expect(store.takeReads()).toEqual(Array.from({ length: OFTEN }, () => "findKey"));
    expect(timers.mock.calls.length).toBeLessThanOrEqual(OFTEN);
    await keyring.close();
  });

  it("sets no timer where the store answers at once, and refuses what it throws", async () => {
    const { store, keyring } = uncached();
    const { token, key } = await keyring.create({ permissions: [] }, SYSTEM);
    const record = await store.findKey({ id: key.id });
    store.findKey = () => record;
    await keyring.verify(token);
    const timers = jest.spyOn(globalThis, "setTimeout");
    for (let time = 0; time < OFTEN; time++) expect((await keyring.verify(token)).ok).toBe(true);
    expect(timers).not.toHaveBeenCalled();
    store.findKey = () => {
      throw new Error("down");
    };
    expect(await keyring.verify(token)).toMatchObject({ ok: false, reason: "store_unavailable" });
    await keyring.close();
  });

  it("leaves no timer behind, also where the read has failed", async () => {
    const { store, keyring } = uncached();
    const { token } = await keyring.create({ permissions: [] }, SYSTEM);
    await keyring.verify(token);
    const set = jest.spyOn(globalThis, "setTimeout");
    const cleared = jest.spyOn(globalThis, "clearTimeout");
    await keyring.verify(token);
    store.findKey = () => Promise.reject(new Error("down"));
    expect(await keyring.verify(token)).toMatchObject({ ok: false, reason: "store_unavailable" });
    const timers = set.mock.results.map(({ value }) => value as unknown);
    expect(timers).not.toHaveLength(0);
    for (const timer of timers) expect(cleared).toHaveBeenCalledWith(timer);
    await keyring.close();
  });
});

/** What a digest of the application's answers with: promises that are not ours. */
function thenable<T>(value: T): Promise<T> {
  return { then: (next: (value: T) => unknown) => Promise.resolve(next(value)) } as unknown as Promise<T>;
}

describe("a digest that answers with somebody else's promises", () => {
  const digest: DigestFactory = () => ({
    name: "odd",
    create: ({ token }) => thenable(`odd$${Buffer.from(token).toString("hex")}`),
    matches: ({ token }, kept) => thenable(kept === `odd$${Buffer.from(token).toString("hex")}`),
  });

  it.each([false, undefined])(
    "is waited for, and opens nothing by being there (cache: %s)",
    async (cache) => {
      const { keyring } = uncached({
        digests: [digest],
        digest: "odd",
        ...(cache !== false && { cache: {} }),
      });
      const { token } = await keyring.create({ permissions: [] }, SYSTEM);
      const refused = { ok: false, reason: "invalid_token" };
      expect(await keyring.verify(withWrongSecret(token))).toEqual(refused);
      expect(await keyring.verify(token)).toMatchObject({ ok: true });
      expect(await keyring.verify(withWrongSecret(token))).toEqual(refused);
      await keyring.close();
    },
  );

  it("and with neither yes nor no opens nothing", async () => {
    const vague: DigestFactory = () => ({
      name: "vague",
      create: () => "vague$",
      matches: () => "maybe" as unknown as boolean,
    });
    const { keyring } = uncached({ digests: [vague], digest: "vague" });
    const { token } = await keyring.create({ permissions: [] }, SYSTEM);
    expect(await keyring.verify(token)).toEqual({ ok: false, reason: "invalid_token" });
    await keyring.close();
  });
});
