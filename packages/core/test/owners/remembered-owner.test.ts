import { changeFeed } from "../../src/context/change-feed.js";
import type { Owner } from "../../src/owners/owner.js";
import { ownerDirectory } from "../../src/owners/owner-directory.js";
import { fakeClock } from "../../src/testing/index.js";
import { ANN, answerAll, codeOf, DEADLINE, directory, GONE, turn, UNAVAILABLE } from "./directory.js";

beforeEach(() => jest.spyOn(process, "emitWarning").mockReturnValue());
afterEach(async () => {
  await answerAll();
  jest.restoreAllMocks();
});

describe("an owner that is remembered", () => {
  it("is answered at once, not as a promise, and without asking for 1 s", async () => {
    const { owners, clock, asked, know } = directory();
    await know();
    clock.advance(999);
    expect(owners.find("ann", "a")).toEqual(ANN);
    expect(asked).toHaveLength(1);
  });

  it("may be one that there is not", async () => {
    const { owners, asked, know } = directory();
    await know(null);
    expect(owners.find("ann", "a")).toBeNull();
    expect(asked).toHaveLength(1);
  });

  it("is answered at once from 1 s on, while one question is under way in the background", async () => {
    const { owners, clock, asked, settle, know } = directory();
    await know();
    clock.advance(1_000);
    expect(owners.find("ann", "a")).toEqual(ANN);
    expect(owners.find("ann", "a")).toEqual(ANN);
    expect(asked).toHaveLength(2);
    await settle(GONE);
    expect(owners.find("ann", "a")).toEqual(GONE);
    expect(asked).toHaveLength(2);
  });

  it("stays as it was when the background question fails, and no fault is left unhandled", async () => {
    const { owners, clock, asked, know } = directory();
    await know();
    clock.advance(2_999);
    expect(owners.find("ann", "a")).toEqual(ANN);
    asked[1]?.fail(new Error("down"));
    await turn();
    expect(owners.find("ann", "a")).toEqual(ANN);
    expect(asked).toHaveLength(2);
  });

  it("is asked for once a second at most while the background question fails at once", async () => {
    const { owners, clock, asked, know } = directory();
    await know();
    for (let ms = 0; ms < 2_900; ms += 50) {
      clock.advance(50);
      expect(owners.find("ann", "a")).toEqual(ANN);
      asked.slice(1).forEach((question) => question.fail(new Error("down")));
      await turn();
    }
    expect(asked).toHaveLength(3);
  });

  it("must be asked for again from 3 s on, whatever is down", async () => {
    const { owners, clock, asked, know } = directory();
    await know();
    clock.advance(3_000);
    const answer = owners.find("ann", "a");
    expect(answer).toBeInstanceOf(Promise);
    expect(asked).toHaveLength(2);
    asked[1]?.fail(new Error("down"));
    expect(await codeOf(answer)).toEqual(UNAVAILABLE);
  });

  it("ages from when it was asked for, not from when the answer came", async () => {
    const { owners, clock, asked, settle } = directory();
    void owners.find("ann", "a");
    clock.advance(DEADLINE);
    await settle(ANN);
    clock.advance(3_000 - DEADLINE);
    expect(owners.find("ann", "a")).toBeInstanceOf(Promise);
    expect(asked).toHaveLength(2);
  });

  it("ages by the wall clock when the monotonic one stood still, as in a sleeping machine", async () => {
    const { owners, clock, know } = directory();
    await know();
    clock.set(clock.now() + 3_000);
    expect(owners.find("ann", "a")).toBeInstanceOf(Promise);
  });

  it("ages by the monotonic clock when the wall clock was set back", async () => {
    const { owners, clock, know } = directory();
    await know();
    clock.advance(3_000);
    clock.set(clock.now() - 3_600_000);
    expect(owners.find("ann", "a")).toBeInstanceOf(Promise);
  });

  it("is a copy that nobody can change", async () => {
    const { owners, know } = directory();
    const given = { active: true, permissions: ["a:b"], secret: "x" };
    await know(given);
    given.permissions.push("*:*");
    given.active = false;
    const found = owners.find("ann", "a") as Owner;
    expect(found).toEqual({ active: true, permissions: ["a:b"] });
    expect(Object.isFrozen(found) && Object.isFrozen(found.permissions)).toBe(true);
  });

  it("is another one in another organization, and one without", async () => {
    const { owners, asked, settle, know } = directory();
    await know();
    void owners.find("ann", "b");
    await settle(GONE);
    void owners.find("ann", null);
    await settle(null);
    expect(asked.map(({ ownerId, orgId }) => [ownerId, orgId])).toEqual([
      ["ann", "a"],
      ["ann", "b"],
      ["ann", null],
    ]);
    expect([owners.find("ann", "a"), owners.find("ann", "b"), owners.find("ann", null)]).toEqual([
      ANN,
      GONE,
      null,
    ]);
  });

  it("is one of the 10,000 asked for last", async () => {
    let asked = 0;
    const find = () => {
      asked++;
      return ANN;
    };
    const owners = ownerDirectory(find, { clock: fakeClock(), deadline: DEADLINE, feed: changeFeed() });
    for (let index = 0; index <= 10_000; index++) await owners.find(`user ${index}`, null);
    expect(asked).toBe(10_001);
    await owners.find("user 1", null);
    expect(asked).toBe(10_001);
    await owners.find("user 0", null);
    expect(asked).toBe(10_002);
  });
});
