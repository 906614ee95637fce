import { clock } from "../../src/scenarios/clock.ts";

test("no step of the clock brings a revoked key back, whether the store answers or not", async () => {
  const { figures, broken } = await clock(1);
  expect(broken).toEqual([]);
  expect(figures).toMatchObject({ own_accepted: 0, after_3_s: 0, valid_denied: 0 });
});
