import { limitOnce } from "../../src/verification/key-limit.js";
import { cached } from "../cache/cached.js";

describe("a key's own limit", () => {
  it("is not taken from when there is no time left to wait for it", async () => {
    const limiter = {
      take: jest.fn(() => Promise.reject(new Error("nobody would handle this"))),
      look: jest.fn(),
    };
    const key = cached({ rateLimit: { requests: 1, seconds: 1 } });
    const noTime = {
      remaining: () => {
        throw new RangeError("no time left");
      },
      without: <T>(work: Promise<T>) => work,
    };
    await expect(limitOnce(limiter)(key, key.accepted(null), noTime)).rejects.toThrow("no time left");
    expect(limiter.take).not.toHaveBeenCalled();
  });
});
