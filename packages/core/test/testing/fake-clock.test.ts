import { fakeClock } from "@latchkey/core/testing";

describe("fakeClock", () => {
  it("stands still until it is moved", () => {
    const clock = fakeClock();
    expect(clock.now()).toBe(Date.UTC(2026, 0, 1));
    expect(clock.now()).toBe(Date.UTC(2026, 0, 1));
  });

  it("moves by milliseconds, forwards and back", () => {
    const clock = fakeClock(1_000);
    clock.advance(500);
    expect(clock.now()).toBe(1_500);
    clock.advance(-1_500);
    expect(clock.now()).toBe(0);
  });

  it("can be set", () => {
    const clock = fakeClock();
    clock.set(42);
    expect(clock.now()).toBe(42);
  });
});
