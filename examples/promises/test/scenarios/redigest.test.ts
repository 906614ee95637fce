import { redigest } from "../../src/scenarios/redigest.ts";

test("making digests anew while keys are rotated brings no older token back and loses no newer one", async () => {
  const { figures, broken } = await redigest(10);
  expect(broken).toEqual([]);
  expect(figures).toMatchObject({ control_made_anew: 1, faults: 0 });
});
