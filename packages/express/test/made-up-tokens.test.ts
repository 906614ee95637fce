import crypto from "node:crypto";

import { authenticate, type MiddlewareRequest } from "../src/index.js";
import { asyncWorkOf } from "./async-work.js";
import { withOtherSecret } from "./states.js";
import { watchedKeyring, type WatchedKeyring } from "./watched-keyring.js";

/** Whatever computes a digest, or compares one. */
const HASHES = [
  "hash",
  "createHash",
  "createHmac",
  "timingSafeEqual",
  "pbkdf2",
  "scrypt",
  "scryptSync",
] as const;
const RESPONSE = { headersSent: false, getHeader: () => undefined, setHeader: () => undefined } as never;

/** Tokens that are seen not to be ours, out of one that is in memory. */
const MADE_UP: Readonly<Record<string, (token: string) => string>> = {
  "with another checksum": (token) => `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`,
  "with another secret and the old checksum": (token) => `${token.slice(0, -9)}000${token.slice(-6)}`,
  "with another id and the old checksum": (token) => token.replace(/_live_.{16}/, `_live_${"0".repeat(16)}`),
  "of another prefix": (token) => token.replace(/^key_/, "kex_"),
  "of an environment that is not accepted": (token) => token.replace("_live_", "_test_"),
  "cut short": (token) => token.slice(0, -1),
  "too long": (token) => token + "A".repeat(300),
  "with a character that is none of ours": (token) => `${token.slice(0, -10)}!${token.slice(-9)}`,
  "that is anything at all": () => "Lorem ipsum",
};

let watched: WatchedKeyring;
const spies = HASHES.map((name) => jest.spyOn(crypto, name));
const hashes = () => spies.reduce((calls, spy) => calls + spy.mock.calls.length, 0);

beforeAll(async () => {
  watched = await watchedKeyring(1);
});
beforeEach(() => {
  watched.calls.length = 0;
  for (const spy of spies) spy.mockClear();
});
afterAll(async () => {
  await watched.keyring.close();
  jest.restoreAllMocks();
});

/** Presents a token a hundred times, and tells what made the promises and timers. */
function present(token: string): {
  readonly refused: number;
  readonly work: Readonly<Record<string, number>>;
} {
  const middleware = authenticate(watched.keyring, { errors: "next" });
  let refused = 0;
  const work = asyncWorkOf(() => {
    for (let request = 0; request < 100; request++) {
      const req = { headers: { "x-api-key": token }, rawHeaders: [], ip: "192.0.2.1", app: {} };
      middleware(req as unknown as MiddlewareRequest, RESPONSE, (fault) => {
        if ((fault as { code?: string } | undefined)?.code === "invalid_token") refused++;
      });
    }
  });
  return { refused, work };
}

describe("a token", () => {
  it.each(Object.entries(MADE_UP))("%s is refused without a hash, a read or a promise", (_what, made) => {
    const { refused, work } = present(made(watched.tokens[0] ?? ""));
    expect(refused).toBe(100);
    expect(hashes()).toBe(0);
    expect(watched.calls).toEqual([]);
    expect(work).toEqual({});
  });

  it("that is in memory costs one hash and one comparison, and nothing of the slow ones", () => {
    const { refused, work } = present(watched.tokens[0] ?? "");
    expect([refused, hashes()]).toEqual([0, 200]);
    expect(work).toEqual({});
  });

  it("of the right shape is looked for, so that the measure is seen to count", async () => {
    await watched.keyring.verify(withOtherSecret(watched.tokens[0] ?? ""));
    expect(hashes()).toBeGreaterThan(0);
    const stranger = await watchedKeyring(1);
    await watched.keyring.verify(stranger.tokens[0] ?? "");
    expect(watched.calls).toEqual(["findKey"]);
    await stranger.keyring.close();
  });
});
