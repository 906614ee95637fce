import { setTimeout as sleep } from "node:timers/promises";
import { redisPush } from "../../src/index.js";
import {
  clientOf,
  CLIENT_KINDS,
  connectedClient,
  describeClients,
  type TestClient,
} from "../support/clients.js";
import { eventually } from "../support/eventually.js";
import { listening } from "../support/listening.js";
import { uniqueName } from "../support/unique-name.js";

const LONG_ENOUGH_MS = 200;

describeClients("hints over Redis", "redis", (kind) => {
  const opened: TestClient[] = [];

  async function connected(...how: Parameters<typeof connectedClient>): Promise<TestClient> {
    const client = await connectedClient(...how);
    opened.push(client);
    return client;
  }

  afterEach(() => {
    for (const client of opened.splice(0)) client.close();
  });

  test.each(CLIENT_KINDS)("reach a process that uses %s", async (other) => {
    const channel = uniqueName();
    const { client } = await connected(kind);
    const { client: hearing } = await connected(other);
    const heard = await listening(redisPush(hearing, { channel }));
    const push = redisPush(client, { channel });
    for (const seq of [7, 8]) {
      push.publish({ seq });
      await eventually(() => heard.seqs.includes(seq));
    }
    expect(heard.seqs).toEqual([Infinity, 7, 8]);
    heard.stop();
  });

  test("begin with one to look, since those from before were not heard", async () => {
    const { client } = await connected(kind);
    const heard = await listening(redisPush(client, { channel: uniqueName() }));
    expect(heard.seqs).toEqual([Infinity]);
    heard.stop();
  });

  test("are heard by several listeners, until each stops", async () => {
    const { client } = await connected(kind);
    const push = redisPush(client, { channel: uniqueName() });
    const first = await listening(push);
    const second = await listening(push);
    push.publish({ seq: 1 });
    await eventually(() => first.seqs.includes(1) && second.seqs.includes(1));
    first.stop();
    first.stop();
    push.publish({ seq: 2 });
    await eventually(() => second.seqs.includes(2));
    expect(first.seqs).toEqual([Infinity, 1]);
    second.stop();
  });

  test("stay within their channel, which is latchkey:changes unless another is named", async () => {
    const { client, command } = await connected(kind);
    const [one, other] = [uniqueName(), uniqueName()];
    const usual = await listening(redisPush(client));
    const heard = await listening(redisPush(client, { channel: one }));
    redisPush(client, { channel: other }).publish({ seq: 1 });
    await command("PUBLISH", "latchkey:changes", '{"seq":2}');
    redisPush(client, { channel: one }).publish({ seq: 3 });
    await eventually(() => heard.seqs.includes(3) && usual.seqs.includes(2));
    expect(heard.seqs).toEqual([Infinity, 3]);
    expect(usual.seqs).not.toContain(3);
    heard.stop();
    usual.stop();
  });

  test("meet on one channel whatever prefix the clients give their keys", async () => {
    const channel = uniqueName();
    const { client } = await connected(kind, undefined, { keyPrefix: "app:" });
    const { client: plain } = await connected(kind);
    const heard = await listening(redisPush(client, { channel }));
    const plainHeard = await listening(redisPush(plain, { channel }));
    redisPush(client, { channel }).publish({ seq: 1 });
    await eventually(() => heard.seqs.includes(1) && plainHeard.seqs.includes(1));
    heard.stop();
    plainHeard.stop();
  });

  test("are told apart from whatever else is published", async () => {
    const channel = uniqueName();
    const { client, command } = await connected(kind);
    const heard = await listening(redisPush(client, { channel }));
    for (const text of ["", "{", "null", '{"seq":-1}', '{"seq":"7"}', '{"seq":1e999}', "x".repeat(100_000)])
      await command("PUBLISH", channel, text);
    await command("PUBLISH", channel, '{"seq":7,"more":true}');
    await eventually(() => heard.seqs.includes(7));
    expect(heard.seqs).toEqual([Infinity, 7]);
    heard.stop();
  });

  test("that were published without a connection are dropped, not kept until there is one", async () => {
    const channel = uniqueName();
    const { client: hearing } = await connected(kind);
    const heard = await listening(redisPush(hearing, { channel }));
    const late = clientOf(kind);
    opened.push(late);
    const push = redisPush(late.client, { channel });
    push.publish({ seq: 1 });
    await late.connect();
    push.publish({ seq: 2 });
    await eventually(() => heard.seqs.includes(2));
    await sleep(LONG_ENOUGH_MS);
    expect(heard.seqs).toEqual([Infinity, 2]);
    heard.stop();
  });

  test("are heard on a client that is connected later, or never", async () => {
    const channel = uniqueName();
    const unconnected = clientOf(kind);
    opened.push(unconnected);
    const heard = await listening(redisPush(unconnected.client, { channel }));
    const { command } = await connected(kind);
    await command("PUBLISH", channel, '{"seq":1}');
    await eventually(() => heard.seqs.includes(1));
    heard.stop();
  });

  test("leave no connection behind when nobody listens any more", async () => {
    const channel = uniqueName();
    const { client, command } = await connected(kind);
    const listeners = async () => ((await command("PUBSUB", "NUMSUB", channel)) as [string, number])[1];
    const heard = await listening(redisPush(client, { channel }));
    expect(await listeners()).toBe(1);
    heard.stop();
    await eventually(async () => (await listeners()) === 0);
    const stopped = redisPush(client, { channel }).subscribe(() => undefined);
    stopped();
    await sleep(LONG_ENOUGH_MS);
    expect(await listeners()).toBe(0);
  });
});
