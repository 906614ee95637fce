import { atTheEnd } from "../../src/testing/at-the-end.js";

const done: string[] = [];

afterAll(() => expect(done).toEqual(["the app", "its database"]));

describe("atTheEnd", () => {
  it("waits until the tests of a file have ended, and then does what came last first", () => {
    atTheEnd(() => void done.push("its database"));
    atTheEnd(async () => void done.push("the app"));

    expect(done).toEqual([]);
  });
});
