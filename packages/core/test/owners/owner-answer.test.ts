import { changeFeed } from "../../src/context/change-feed.js";
import { ownerDirectory } from "../../src/owners/owner-directory.js";
import { fakeClock } from "../../src/testing/index.js";
import { ANN, answerAll, codeOf, DEADLINE, directory, UNAVAILABLE } from "./directory.js";

beforeEach(() => jest.spyOn(process, "emitWarning").mockReturnValue());
afterEach(async () => {
  await answerAll();
  jest.restoreAllMocks();
});

describe("what is not an owner", () => {
  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["a boolean", true],
    ["a text", "active"],
    ["no word of being active", { permissions: [] }],
    ["a number for it", { active: 1, permissions: [] }],
    ["no permissions", { active: true }],
    ["one permission, not in a list", { active: true, permissions: "a:b" }],
    ["a permission that is none", { active: true, permissions: ["a:b", "ALL"] }],
    ["a hole among permissions", { active: true, permissions: [, "a:b"] }], // eslint-disable-line no-sparse-arrays
  ])("is 503, never a permission: %s", async (_, given) => {
    const { owners, asked, settle } = directory();
    const answer = codeOf(owners.find("ann", "a"));
    await settle(given);
    expect(await answer).toEqual(UNAVAILABLE);
    expect(owners.find("ann", "a")).toBeInstanceOf(Promise);
    expect(asked).toHaveLength(2);
  });

  it.each<[string, () => never]>([
    [
      "throws",
      () => {
        throw new Error("secret words");
      },
    ],
    ["rejects", () => Promise.reject(new Error("secret words")) as never],
    ["has a trap for an answer", () => ({ then: () => { throw new Error("secret words"); } }) as never], // prettier-ignore
  ])("nor is a function that %s; its words go nowhere", async (_, find) => {
    const owners = ownerDirectory(find, { clock: fakeClock(), deadline: DEADLINE, feed: changeFeed() });
    const fault = await Promise.resolve(owners.find("ann", "a")).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: "identity_unavailable", retryAfter: 1 });
    expect(JSON.stringify([fault, (fault as Error).message, (fault as Error).cause])).not.toContain("secret");
    expect(JSON.stringify(jest.mocked(process.emitWarning).mock.calls)).not.toContain("secret");
  });

  it("is warned of once until the application works again", async () => {
    const { owners, asked, settle } = directory();
    const warn = jest.mocked(process.emitWarning);
    for (const expected of [1, 1]) {
      const answer = codeOf(owners.find("ann", "a"));
      asked.at(-1)?.fail(new TypeError("down"));
      await answer;
      expect(warn).toHaveBeenCalledTimes(expected);
    }
    expect(warn.mock.calls[0]?.[0]).toBe(
      "the option `owners` failed (TypeError); answering 503 until it works",
    );
    void owners.find("ann", "a");
    await settle(ANN);
    void owners.find("bob", "a");
    await settle("nonsense");
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it("is found at construction when it is no function at all", () => {
    const make = (find: unknown) => () =>
      ownerDirectory(find as never, { clock: fakeClock(), deadline: DEADLINE, feed: changeFeed() });
    expect(make({})).toThrow("option `owners` must be a function");
  });
});
