import { disable } from "../../src/scenarios/disable.ts";

test("a key that is disabled amid 10,000 verifications is accepted by none that begins later, and stays disabled", async () => {
  const { figures, broken } = await disable({ rounds: 4, verifications: 10_000 });
  expect(broken).toEqual([]);
  expect(figures).toMatchObject({ accepted_after: 0, resurrected: 0 });
});
