import { distribution, milliseconds } from "../../src/findings/distribution.ts";

test("percentiles are those of nearest rank, in whatever order the values come", () => {
  const values = Array.from({ length: 200 }, (_, each) => 200 - each);
  expect(distribution(values)).toEqual({ count: 200, p50: 100, p99: 198, max: 200 });
});

test("one value is every percentile, and none is zero", () => {
  expect(distribution([7])).toEqual({ count: 1, p50: 7, p99: 7, max: 7 });
  expect(milliseconds("lag", [])).toEqual({ lag_p50_ms: 0, lag_p99_ms: 0, lag_max_ms: 0 });
});
