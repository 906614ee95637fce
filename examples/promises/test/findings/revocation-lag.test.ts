import { revocationLag } from "../../src/findings/revocation-lag.ts";
import { answer } from "../support/answer.ts";

const ENDED = [{ keyId: "a", process: 0, at: 10_000 }];
const REFUSED = [0, 1].flatMap((process) => [10_010, 14_000].map((at) => answer(process, "a", at, 401)));

const lag = (...accepted: ReturnType<typeof answer>[]) =>
  revocationLag(ENDED, [...accepted, ...REFUSED], { processes: 2 });

test("what was sent before the acknowledgement may be accepted", () => {
  const { figures, broken } = lag(answer(0, "a", 9_999, 200), answer(1, "a", 9_999, 200));
  expect(broken).toEqual([]);
  expect(figures).toMatchObject({ revoked: 1, refused: 4, own_accepted: 0, lag_max_ms: 0, after_3_s: 0 });
});

test("the process that acknowledged may accept nothing that is sent later", () => {
  expect(lag(answer(0, "a", 10_001, 200)).broken).toEqual([
    "1 keys were accepted by the process that had acknowledged their end",
  ]);
});

test("the last request counts that another process accepts", () => {
  const { figures, broken } = lag(answer(1, "a", 10_900, 200), answer(1, "a", 10_020, 200));
  expect(broken).toEqual([]);
  expect(figures.lag_max_ms).toBe(900);
});

test("after a second it is late, after three it is a breach of promise", () => {
  expect(lag(answer(1, "a", 11_001, 200)).broken).toHaveLength(1);
  expect(lag(answer(1, "a", 13_001, 200)).figures.after_3_s).toBe(1);
  expect(lag(answer(1, "a", 13_001, 200)).broken).toHaveLength(2);
});

test("a revocation just before an outage has the three seconds, and no more", () => {
  const outage = { from: 10_100, until: 15_100, to: 15_200 };
  const during = (sentAt: number) =>
    revocationLag(ENDED, [answer(1, "a", sentAt, 200), ...REFUSED], { processes: 2, outage });
  expect(during(12_900)).toMatchObject({ broken: [], figures: { just_before_outage_max_ms: 2_900 } });
  expect(during(13_001).broken).toEqual(["1 keys were accepted more than 3 s after their end"]);
});

test("a key that was not tried everywhere is no evidence", () => {
  expect(revocationLag(ENDED, REFUSED.slice(0, 1), { processes: 2 }).broken).toEqual([
    "some keys were not tried at every process",
  ]);
});
