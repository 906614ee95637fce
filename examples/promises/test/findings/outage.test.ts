import { outageFinding } from "../../src/findings/outage.ts";
import type { Answer } from "../../src/load/answer-log.ts";
import { answer } from "../support/answer.ts";

const OUTAGE = { from: 10_000, until: 15_000, to: 15_100 };
const KEYS = { known: ["k"], unknown: ["u"], processes: 1 };
/** As it should be. */
const GOOD: readonly Answer[] = [
  answer(0, "k", 10_500, 200),
  answer(0, "u", 10_500, 503),
  answer(0, "k", 13_500, 503),
  answer(0, "k", 15_500, 503),
  answer(0, "k", 16_000, 200),
];
const broken = (...more: Answer[]) => outageFinding(OUTAGE, [...GOOD, ...more], KEYS).broken;

test("known keys go on, unknown ones are told to come back, then all are, and it is over soon", () => {
  const { figures, broken: none } = outageFinding(OUTAGE, GOOD, KEYS);
  expect(none).toEqual([]);
  expect(figures).toMatchObject({ went_on: 1, unavailable: 2, accepted_after_3_s: 0, recovery_ms: 400 });
});

test("each thing that must not happen is found", () => {
  expect(broken(answer(0, "k", 11_000, 503))).toHaveLength(1);
  expect(broken(answer(0, "k", 13_100, 200))).toHaveLength(2);
  expect(broken(answer(0, "k", 13_100, 500))).toHaveLength(1);
  expect(broken({ ...answer(0, "k", 13_100, 503), retryAfter: undefined })).toHaveLength(1);
  expect(broken({ ...answer(0, "u", 11_000, 503), arrivedAt: 12_001 })).toHaveLength(1);
  expect(broken(answer(0, "k", 16_500, 401))).toHaveLength(1);
  expect(broken(answer(0, "k", 20_200, 503))).toHaveLength(1);
});

test("what waited for the end of the outage may be accepted", () => {
  expect(broken({ ...answer(0, "k", 14_900, 200), arrivedAt: 15_010 })).toEqual([]);
});

test("an outage that nobody saw is no evidence", () => {
  expect(outageFinding(OUTAGE, [answer(0, "k", 16_000, 200)], KEYS).broken).toEqual([
    "the outage was not observed",
  ]);
});
