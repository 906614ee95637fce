import type { RedisLink } from "../../src/clients/redis-link.js";
import { latestPublisher } from "../../src/push/latest-publisher.js";

/** A link that keeps what is published, and answers when it is told to. */
function slowLink() {
  const published: string[] = [];
  let unanswered: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const state = { ready: true };
  const link: Pick<RedisLink, "isReady" | "publish"> = {
    isReady: () => state.ready,
    publish(channel, text) {
      published.push(`${channel} ${text}`);
      return new Promise<void>((resolve, reject) => unanswered.push({ resolve, reject }));
    },
  };
  async function settle(end: "resolve" | "reject"): Promise<void> {
    const ended = unanswered;
    unanswered = [];
    for (const { resolve, reject } of ended)
      if (end === "resolve") resolve();
      else reject(new Error("cut"));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { link: link as RedisLink, published, state, settle };
}

describe("publishing hints", () => {
  test("sends a hint at once", () => {
    const { link, published } = slowLink();
    latestPublisher(link, "c")({ seq: 7 });
    expect(published).toEqual(['c {"seq":7}']);
  });

  test("has one message under way, and then only the latest of those that waited", async () => {
    const { link, published, settle } = slowLink();
    const publish = latestPublisher(link, "c");
    for (const seq of [1, 2, 5, 4, 3]) publish({ seq });
    expect(published).toEqual(['c {"seq":1}']);
    await settle("resolve");
    expect(published).toEqual(['c {"seq":1}', 'c {"seq":5}']);
    await settle("resolve");
    publish({ seq: 6 });
    expect(published.at(-1)).toBe('c {"seq":6}');
  });

  test("goes on behind one that failed", async () => {
    const { link, published, settle } = slowLink();
    const publish = latestPublisher(link, "c");
    publish({ seq: 1 });
    publish({ seq: 2 });
    await settle("reject");
    expect(published).toEqual(['c {"seq":1}', 'c {"seq":2}']);
  });

  test("goes on behind a client that throws instead of rejecting", async () => {
    const { link, published } = slowLink();
    const { publish: send } = link;
    link.publish = () => {
      throw new Error("at once");
    };
    const publish = latestPublisher(link, "c");
    expect(() => publish({ seq: 1 })).not.toThrow();
    await new Promise((resolve) => setImmediate(resolve));
    link.publish = send;
    publish({ seq: 2 });
    expect(published).toEqual(['c {"seq":2}']);
  });

  test("drops hints without a connection, also those that waited when it was lost", async () => {
    const { link, published, state, settle } = slowLink();
    const publish = latestPublisher(link, "c");
    state.ready = false;
    publish({ seq: 1 });
    state.ready = true;
    publish({ seq: 2 });
    publish({ seq: 3 });
    state.ready = false;
    await settle("reject");
    state.ready = true;
    publish({ seq: 4 });
    expect(published).toEqual(['c {"seq":2}', 'c {"seq":4}']);
  });
});
