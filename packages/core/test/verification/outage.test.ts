import { setImmediate as turn } from "node:timers/promises";

import { createKeyring, systemActor, type Keyring, type KeyStore } from "../../src/index.js";
import { LatchkeyError } from "../../src/latchkey-error.js";
import { memoryStore } from "../../src/testing/index.js";
import { withWrongSecret } from "../forged-token.js";

const PEPPERS = [{ version: 1, secret: "pepper one, 32 bytes at the least" }];
const UNAVAILABLE = { ok: false, reason: "store_unavailable", retryAfter: 1 };

let healthy: KeyStore;
let token: string;

beforeAll(async () => {
  healthy = memoryStore();
  const keyring = createKeyring({ store: healthy, peppers: PEPPERS });
  ({ token } = await keyring.create({ permissions: [] }, systemActor("test")));
});

const opened: Keyring[] = [];
afterEach(() => Promise.all(opened.splice(0).map((keyring) => keyring.close())));

/** A keyring over the same keys whose reads go wrong. */
function over(findKey: KeyStore["findKey"], verify = 20) {
  const keyring = createKeyring({ store: { ...healthy, findKey }, peppers: PEPPERS, deadlines: { verify } });
  opened.push(keyring);
  return keyring;
}

describe("verification over a store that is down", () => {
  it.each<[string, KeyStore["findKey"]]>([
    ["rejects", () => Promise.reject(new Error("ECONNREFUSED"))],
    ["rejects with a LatchkeyError", () => Promise.reject(new LatchkeyError("store_unavailable", "down"))],
    ["rejects with store_busy", () => Promise.reject(new LatchkeyError("store_busy", "busy"))],
    [
      "throws at once",
      () => {
        throw new Error("no connection");
      },
    ],
    ["rejects with nothing", () => Promise.reject()],
    ["rejects with null", () => Promise.reject(null)],
    ["rejects with a string", () => Promise.reject("down")],
    ["never answers", () => new Promise(() => {})],
  ])(
    "is store_unavailable when it %s, for good and for wrong secrets, and never a throw",
    async (_, findKey) => {
      const keyring = over(findKey);
      expect(await keyring.verify(token)).toEqual(UNAVAILABLE);
      expect(await keyring.verify(withWrongSecret(token))).toEqual(UNAVAILABLE);
    },
  );

  it("still refuses what is malformed", async () => {
    const keyring = over(() => Promise.reject(new Error("down")));
    expect(await keyring.verify("junk")).toEqual({ ok: false, reason: "invalid_token" });
  });

  it("waits as long as its deadline allows, and no longer", async () => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
    try {
      for (const [keyring, deadline] of [
        [over(() => new Promise(() => {}), 300), 300],
        [
          createKeyring({ store: { ...healthy, findKey: () => new Promise(() => {}) }, peppers: PEPPERS }),
          750,
        ],
      ] as const) {
        let verdict: unknown = "waiting";
        void keyring.verify(token).then((given) => (verdict = given));
        await jest.advanceTimersByTimeAsync(deadline - 1);
        expect(verdict).toBe("waiting");
        await jest.advanceTimersByTimeAsync(1);
        expect(verdict).toEqual(UNAVAILABLE);
        await keyring.close();
        expect(jest.getTimerCount()).toBe(0);
      }
    } finally {
      jest.useRealTimers();
    }
  });

  // Jest fails a test during which a rejection found nobody.
  it("takes no notice of a fault that comes after the verdict", async () => {
    const { promise, reject } = Promise.withResolvers<null>();
    expect(await over(() => promise).verify(token)).toEqual(UNAVAILABLE);
    reject(new Error("too late"));
    await turn();
    await turn();
  });

  it("is itself again as soon as the store is", async () => {
    let down = true;
    const keyring = over((ref) => (down ? Promise.reject(new Error("down")) : healthy.findKey(ref)));
    expect(await keyring.verify(token)).toEqual(UNAVAILABLE);
    down = false;
    expect(await keyring.verify(token)).toMatchObject({ ok: true });
  });
});
