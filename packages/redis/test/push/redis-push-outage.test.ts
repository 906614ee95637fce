import { setTimeout as sleep } from "node:timers/promises";
import { redisPush } from "../../src/index.js";
import { connectedClient, describeClients, type TestClient } from "../support/clients.js";
import { eventually } from "../support/eventually.js";
import { listening } from "../support/listening.js";
import { privateRedis, type PrivateRedis } from "../support/private-redis.js";

const LONG_ENOUGH_MS = 200;

describeClients("hints while Redis fails", "redis-server", (kind) => {
  let redis: PrivateRedis;
  let app: TestClient;

  beforeEach(async () => {
    redis = await privateRedis();
    app = await connectedClient(kind, redis.url);
  });

  afterEach(async () => {
    app.close();
    await redis.end();
  });

  /** How often the listener was told to look. */
  const looks = (seqs: readonly number[]) => seqs.filter((seq) => seq === Infinity).length;

  test("a subscription that is cut comes back, with one hint to look", async () => {
    const push = redisPush(app.client);
    const heard = await listening(push);
    for (let cut = 1; cut <= 3; cut++) {
      await app.command("CLIENT", "KILL", "TYPE", "pubsub");
      await eventually(() => looks(heard.seqs) === 1 + cut);
      push.publish({ seq: cut });
      await eventually(() => heard.seqs.includes(cut));
    }
    expect(heard.seqs).toEqual([Infinity, Infinity, 1, Infinity, 2, Infinity, 3]);
    heard.stop();
  });

  test("a server that is killed and started again is found again, by both ends", async () => {
    const push = redisPush(app.client);
    const heard = await listening(push);
    await redis.kill();
    await eventually(() => !app.isReady());
    for (let seq = 1; seq <= 100; seq++) push.publish({ seq });
    await redis.restart();
    await eventually(() => looks(heard.seqs) === 2 && app.isReady());
    push.publish({ seq: 1_000 });
    await eventually(() => heard.seqs.includes(1_000));
    expect(heard.seqs).toEqual([Infinity, Infinity, 1_000]);
    heard.stop();
  });

  test("a server that is away at the beginning is found when it comes", async () => {
    await redis.kill();
    const seqs: number[] = [];
    const stop = redisPush(app.client).subscribe(({ seq }) => void seqs.push(seq));
    await sleep(LONG_ENOUGH_MS);
    expect(seqs).toEqual([]);
    await redis.restart();
    await eventually(() => looks(seqs) === 1);
    stop();
  });

  test("a server that has stopped gathers one message, and hears the latest when it goes on", async () => {
    const push = redisPush(app.client);
    const heard = await listening(push);
    redis.freeze();
    for (let seq = 1; seq <= 1_000; seq++) push.publish({ seq });
    await sleep(LONG_ENOUGH_MS);
    expect(heard.seqs).toEqual([Infinity]);
    redis.thaw();
    await eventually(() => heard.seqs.includes(1_000));
    expect(heard.seqs).toEqual([Infinity, 1, 1_000]);
    heard.stop();
  });

  test("nobody is called any more who stopped listening while Redis was away", async () => {
    const push = redisPush(app.client);
    const heard = await listening(push);
    await redis.kill();
    await eventually(() => !app.isReady());
    heard.stop();
    await redis.restart();
    await eventually(() => app.isReady());
    await sleep(LONG_ENOUGH_MS);
    push.publish({ seq: 1 });
    expect(await app.command("PUBSUB", "NUMSUB", "latchkey:changes")).toEqual(["latchkey:changes", 0]);
    expect(heard.seqs).toEqual([Infinity]);
  });

  test("a server that refuses to let it listen is told of once", async () => {
    const warnings = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    await app.command("ACL", "SETUSER", "default", "resetchannels");
    const stop = redisPush(app.client).subscribe(() => undefined);
    await eventually(() => warnings.mock.calls.length > 0);
    await app.command("CLIENT", "KILL", "SKIPME", "yes");
    await sleep(2 * LONG_ENOUGH_MS);
    expect(warnings.mock.calls).toEqual([
      [
        'redisPush hears nothing: Redis refused to subscribe to "latchkey:changes"',
        expect.objectContaining({ code: "LATCHKEY_PUSH_REFUSED" }),
      ],
    ]);
    stop();
    warnings.mockRestore();
  });
});
