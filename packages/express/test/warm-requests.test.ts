import { authenticate, requirePermission, type MiddlewareRequest } from "../src/index.js";
import { asyncWorkOf } from "./async-work.js";
import { watchedKeyring, type WatchedKeyring } from "./watched-keyring.js";

const REQUESTS = 10_000;
const KEYS = 50;
const RESPONSE = { headersSent: false, getHeader: () => undefined, setHeader: () => undefined } as never;

describe("10,000 requests with keys that are in memory", () => {
  let watched: WatchedKeyring;
  let work: Readonly<Record<string, number>>;
  let passed = 0;

  beforeAll(async () => {
    watched = await watchedKeyring(KEYS);
    const middleware = authenticate(watched.keyring);
    const guard = requirePermission("bundles:read");
    const count = (fault?: unknown) => {
      if (fault === undefined) passed++;
    };
    work = asyncWorkOf(() => {
      for (let request = 0; request < REQUESTS; request++) {
        const token = watched.tokens[request % KEYS];
        const headers = { "x-api-key": token, "user-agent": "robot/1.0" };
        const req = { headers, rawHeaders: [], ip: "192.0.2.1", app: {} } as unknown as MiddlewareRequest;
        middleware(req, RESPONSE, (fault) =>
          fault === undefined ? guard(req, RESPONSE, count) : count(fault),
        );
      }
    });
  });

  it("are let in, each by what is in memory alone", () => {
    expect(passed).toBe(REQUESTS);
    expect(watched.seen.filter(({ ok, cached }) => ok && cached)).toHaveLength(REQUESTS);
  });

  it("make no promise, no timer, no job of the thread pool, and nothing else that ends later", () => {
    expect(work).toEqual({});
  });

  it("read nothing and write nothing", () => {
    expect(watched.calls).toEqual([]);
  });

  it("are written at the flush behind them, once for each key", async () => {
    await watched.keyring.close();
    const hours = watched.batches.flatMap(({ hours }) => hours);
    const uses = watched.batches.flatMap(({ lastUsed }) => lastUsed);
    expect(watched.calls).toEqual(["addUsage"]);
    expect([hours, uses].map((rows) => new Set(rows.map(({ keyId }) => keyId)).size)).toEqual([KEYS, KEYS]);
    expect([hours.length, uses.length]).toEqual([KEYS, KEYS]);
    // And the one of each that brought it into memory.
    expect(hours.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(REQUESTS + KEYS);
  });
});
