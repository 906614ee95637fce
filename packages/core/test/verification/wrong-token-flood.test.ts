import { createKeyring, systemActor, type Keyring, type KeyStore } from "../../src/index.js";
import { fakeClock, memoryStore } from "../../src/testing/index.js";
import { forgedToken, partsOf, withWrongSecret } from "../forged-token.js";

const KEYS = 20;
const WRONG = 3_000;
const statements: Partial<Record<keyof KeyStore, number>> = {};

let keyring: Keyring;
let good: readonly string[];

beforeAll(async () => {
  // Room for these keys, and not for one more.
  keyring = createKeyring({
    store: counted(memoryStore()),
    // It stands still: what is remembered for two seconds is, however slow the machine.
    clock: fakeClock(),
    prefix: "acme",
    peppers: [{ version: 1, secret: "pepper one, 32 bytes at the least" }],
    cache: { max: KEYS },
    failures: false,
  });
  const inputs = Array.from({ length: KEYS }, () => ({ permissions: [] }));
  good = (await keyring.createMany(inputs, systemActor("test"))).map(({ token }) => token);
  await keyring.start();
});
afterAll(() => keyring.close());
beforeEach(async () => {
  for (const token of good) expect((await keyring.verify(token)).ok).toBe(true);
  for (const name of Object.keys(statements)) delete statements[name as keyof KeyStore];
});

/** DESIGN.md §6, SECURITY.md 30. */
describe("a flood of wrong tokens", () => {
  it("asks for each unknown id once, and for keys that are known not at all", async () => {
    const tokens = Array.from({ length: WRONG }, (_, index) => unknown(index));
    for (const [index, token] of tokens.entries()) {
      expect(await keyring.verify(token)).toEqual({ ok: false, reason: "invalid_token" });
      expect(keyring.verifySync(known(index))).toMatchObject({ ok: true });
    }
    expect(made()).toEqual({ findKey: WRONG });
  });

  it("asks again for none of the last thousand unknown ids", async () => {
    const tokens = Array.from({ length: 1_000 }, (_, index) => unknown(10_000 + index));
    for (const token of [...tokens, ...tokens]) await keyring.verify(token);
    expect(made()).toEqual({ findKey: 1_000 });
  });

  it.each<[string, (index: number) => string]>([
    ["of keys that are known, with another secret", (index) => withWrongSecret(known(index))],
    ["whose checksum does not hold", (index) => `${unknown(index).slice(0, -6)}000000`],
    ["that are no tokens at all", (index) => `undefined${index}`],
    ["that are too long", (index) => String(index).padEnd(4_000, "a")],
  ])("asks for nothing: tokens %s", async (_, wrong) => {
    for (let index = 0; index < WRONG; index++) {
      const verdict = await keyring.verify(wrong(index));
      expect(verdict).toEqual({ ok: false, reason: "invalid_token" });
      expect(keyring.verifySync(known(index))).toMatchObject({ ok: true });
    }
    expect(made()).toEqual({});
  });

  it("that all come at once is 64 questions at most, and the rest is told to come again", async () => {
    const tokens = Array.from({ length: 500 }, (_, index) => unknown(20_000 + index));
    const verdicts = await Promise.all(tokens.map((token) => keyring.verify(token)));
    const busy = verdicts.filter((verdict) => !verdict.ok && verdict.reason === "busy");
    expect(busy).toHaveLength(500 - 64);
    expect(made()).toEqual({ findKey: 64 });
    for (const token of good) expect(keyring.verifySync(token)).toMatchObject({ ok: true });
  });
});

function known(index: number): string {
  return good[index % KEYS] ?? "";
}

function unknown(index: number): string {
  return forgedToken({ ...partsOf(known(0)), id: String(index).padStart(16, "0") });
}

/** What was asked of the store, but for what is done every so often whatever comes in: changes read, usage written. */
function made(): Partial<Record<keyof KeyStore, number>> {
  const { scanChanges: _, addUsage: __, ...rest } = statements;
  return rest;
}

function counted(store: KeyStore): KeyStore {
  const methods = Object.entries(store) as [keyof KeyStore, (...given: never[]) => unknown][];
  return Object.fromEntries(
    methods.map(([name, method]) => [
      name,
      (...given: never[]) => {
        statements[name] = (statements[name] ?? 0) + 1;
        return method(...given);
      },
    ]),
  ) as unknown as KeyStore;
}
