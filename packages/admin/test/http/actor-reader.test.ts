import type { Actor } from "@latchkey/core";
import type { Request } from "express";

import { actorReader } from "../../src/http/actor-reader.js";

describe("the reader of actors", () => {
  const req = {} as Request;
  let warnings: jest.SpyInstance;

  beforeEach(() => {
    jest.useFakeTimers();
    warnings = jest.spyOn(process, "emitWarning").mockImplementation(() => {});
  });
  afterEach(() => {
    warnings.mockRestore();
    jest.useRealTimers();
  });

  it("gives up on an actor function that does not answer within 10 s", async () => {
    const outcome = jest.fn();
    const reading = actorReader(() => new Promise<Actor>(() => {}))(req).catch(outcome);
    await jest.advanceTimersByTimeAsync(9_999);
    expect(outcome).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await reading;

    expect(outcome).toHaveBeenCalledWith(expect.objectContaining({ code: "identity_unavailable" }));
    expect(warnings.mock.calls[0]).toEqual([expect.stringContaining("(TimeoutError)"), expect.anything()]);
  });

  it("leaves no timer behind when the function answers or fails", async () => {
    for (const actorOf of [() => null, async () => null, () => Promise.reject(new Error("away"))]) {
      await expect(actorReader(actorOf)(req)).rejects.toMatchObject({ name: "LatchkeyError" });
    }

    expect(jest.getTimerCount()).toBe(0);
  });
});
