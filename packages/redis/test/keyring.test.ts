import { createKeyring, systemActor, type Keyring, type Push } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";
import { redisLimiter, redisPush } from "../src/index.js";
import { connectedClient, describeClients, type TestClient } from "./support/clients.js";
import { eventually } from "./support/eventually.js";
import { uniqueName } from "./support/unique-name.js";

const OPERATOR = systemActor("test");
const REVOCATIONS = 20;

describeClients("two keyrings that share a store and a Redis", "redis", (kind) => {
  let redis: TestClient;
  let name: string;
  let keyrings: readonly [Keyring, Keyring];

  beforeEach(async () => {
    redis = await connectedClient(kind);
    name = uniqueName();
    let listening = 0;
    const store = memoryStore();
    const made = () =>
      createKeyring({
        store,
        peppers: [{ version: 1, secret: "x".repeat(32) }],
        roles: { admin: ["*:*"] },
        limiter: redisLimiter(redis.client, { keyPrefix: name }),
        push: telling(redisPush(redis.client, { channel: name }), () => listening++),
      });
    keyrings = [made(), made()];
    await Promise.all(keyrings.map((keyring) => keyring.start()));
    await eventually(() => listening === 2);
  });

  afterEach(async () => {
    await Promise.all(keyrings.map((keyring) => keyring.close()));
    for (const counter of (await redis.command("KEYS", `${name}*`)) as string[])
      await redis.command("DEL", counter);
    redis.close();
  });

  test("what one revokes the other refuses long before it would have looked by itself", async () => {
    const [one, other] = keyrings;
    const lags: number[] = [];
    for (let i = 0; i < REVOCATIONS; i++) {
      const { key, token } = await one.create({ role: "admin" }, OPERATOR);
      expect(await other.verify(token)).toMatchObject({ ok: true });
      await one.revoke({ id: key.id }, OPERATOR);
      const before = performance.now();
      await eventually(async () => !(await other.verify(token)).ok);
      lags.push(performance.now() - before);
    }
    // Looking every 500 ms by itself takes 250 in the middle.
    expect(lags.sort((a, b) => a - b)[REVOCATIONS / 2]).toBeLessThan(125);
  });

  test("a key's limit is one limit for both", async () => {
    const [one, other] = keyrings;
    const { token } = await one.create({ role: "admin", rateLimit: { requests: 5, seconds: 60 } }, OPERATOR);
    const verdicts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => keyrings[index % 2 === 0 ? 0 : 1].verify(token)),
    );
    expect(verdicts.filter(({ ok }) => ok)).toHaveLength(5);
    expect(await other.verify(token)).toMatchObject({ ok: false, reason: "rate_limited" });
  });
});

/** A push that tells when a subscription has begun. */
function telling(push: Push, begun: () => void): Push {
  return {
    publish: push.publish,
    subscribe: (listener) =>
      push.subscribe((hint) => {
        if (hint.seq === Infinity) begun();
        listener(hint);
      }),
  };
}
