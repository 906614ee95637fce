import { ageOf, momentOf } from "../src/moment.js";
import { fakeClock } from "../src/testing/index.js";

describe("the age of a moment", () => {
  it("is the time that has passed", () => {
    const clock = fakeClock();
    const then = momentOf(clock);
    clock.advance(1_500);
    expect(ageOf(clock, then)).toBe(1_500);
  });

  it("goes on when the wall clock is set back by an hour", () => {
    const clock = fakeClock();
    const then = momentOf(clock);
    clock.set(clock.now() - 3_600_000);
    clock.advance(2_000);
    expect(ageOf(clock, then)).toBe(2_000);
  });

  it("counts what only the wall clock saw, as when a machine slept", () => {
    const clock = fakeClock();
    const then = momentOf(clock);
    clock.set(clock.now() + 60_000);
    expect(ageOf(clock, then)).toBe(60_000);
  });
});
