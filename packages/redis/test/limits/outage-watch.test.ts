import { setTimeout as sleep } from "node:timers/promises";
import type { RedisLink } from "../../src/clients/redis-link.js";
import { outageWatch } from "../../src/limits/outage-watch.js";

const NEVER = new Promise<never>(() => undefined);

function watched() {
  const state = { ready: true, asked: 0 };
  const watch = outageWatch({ isReady: () => state.ready } as RedisLink);
  const ask = (answer: () => Promise<string>) =>
    watch.ask(() => {
      state.asked++;
      return answer();
    });
  return { state, ask };
}

describe("asking Redis", () => {
  let warnings: jest.SpyInstance;

  beforeEach(() => {
    warnings = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  });

  afterEach(() => warnings.mockRestore());

  test("gives the answer, and null for none, a fault, and a throw", async () => {
    expect(await watched().ask(async () => "yes")).toBe("yes");
    expect(await watched().ask(() => NEVER)).toBeNull();
    expect(await watched().ask(() => Promise.reject(new Error("no")))).toBeNull();
    const thrown = watched().ask(() => {
      throw new Error("at once");
    });
    expect(await thrown).toBeNull();
  });

  test("is left alone after a failure, and tried by one request a second later", async () => {
    const { state, ask } = watched();
    await ask(() => NEVER);
    for (let i = 0; i < 100; i++) expect(await ask(() => NEVER)).toBeNull();
    expect(state.asked).toBe(1);
    await sleep(1_050);
    await Promise.all(Array.from({ length: 100 }, () => ask(() => NEVER)));
    expect(state.asked).toBe(2);
    await sleep(1_050);
    expect(await ask(async () => "back")).toBe("back");
    expect(await ask(async () => "still")).toBe("still");
    expect(warnings).toHaveBeenCalledTimes(1);
  });

  test("does not happen without a connection, and happens as soon as there is one", async () => {
    const { state, ask } = watched();
    state.ready = false;
    expect(await ask(async () => "yes")).toBeNull();
    expect(await ask(async () => "yes")).toBeNull();
    expect(state.asked).toBe(0);
    expect(warnings).toHaveBeenCalledTimes(1);
    await sleep(1_050);
    state.ready = true;
    expect(await ask(async () => "yes")).toBe("yes");
  });

  test("leaves no unhandled rejection when a late answer is a fault", async () => {
    const unhandled = jest.fn();
    process.on("unhandledRejection", unhandled);
    let fail: (error: Error) => void = () => undefined;
    const { ask } = watched();
    await ask(() => new Promise((_, reject) => (fail = reject)));
    fail(new Error("late"));
    await sleep(20);
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
