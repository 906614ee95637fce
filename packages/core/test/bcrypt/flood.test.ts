import { readFile } from "node:fs/promises";

import bcrypt from "bcrypt";

import { bcryptDigest } from "../../src/bcrypt/index.js";
import { peppersOf } from "../../src/digests/peppers.js";
import { watchBcrypt } from "./watch-bcrypt.js";

const peppers = peppersOf([{ version: 1, secret: "pepper one, 32 bytes at the least" }]);
const SUBJECT = { id: "7Fq2mX0cRt9aLw4Z", token: "acme_live_7Fq2mX0cRt9aLw4Z_secret" };
const watched = watchBcrypt();

/** SECURITY.md 10. */
describe("a flood of bcrypt checks", () => {
  beforeEach(() => watched.reset());

  it("has two under way, keeps as many waiting as it was told, and turns the rest away", async () => {
    const { create, matches } = bcryptDigest({ queue: 16 })(peppers);
    const digest = await create(SUBJECT);
    const outcomes = await Promise.all(Array.from({ length: 200 }, async () => matches(SUBJECT, digest)));
    expect(outcomes.slice(0, 18)).toEqual(Array(18).fill(true));
    expect(outcomes.slice(18)).toEqual(Array(182).fill("busy"));
    expect(watched).toMatchObject({ compares: 18, hashes: 1, mostAtOnce: 2, atOnce: 0 });
    expect(await matches(SUBJECT, digest)).toBe(true);
  });

  it("is one flood for all keyrings of a process", async () => {
    const [first, second] = [1, 2].map(() => bcryptDigest({ queue: 4 })(peppers));
    const digest = (await first?.create(SUBJECT)) ?? "";
    const outcomes = await Promise.all(
      [first, second].flatMap((each) =>
        Array.from({ length: 10 }, async () => each?.matches(SUBJECT, digest)),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === "busy")).toHaveLength(14);
    expect(watched.mostAtOnce).toBe(2);
  });

  it("takes none of libuv's threads: a file is read before the first check has ended", async () => {
    const { create, matches } = bcryptDigest({ rounds: 12, queue: 8 })(peppers);
    const digest = await create(SUBJECT);
    let ended = 0;
    const flood = Array.from({ length: 8 }, async () => {
      await matches(SUBJECT, digest);
      ended++;
    });
    const endedBeforeTheFile = readFile(__filename).then(() => ended);
    await Promise.all(flood);
    expect(watched).toMatchObject({ compares: 8, hashes: 1, onThePool: 0 });
    expect(await endedBeforeTheFile).toBeLessThan(4);
    await bcrypt.hash("on the pool", 4);
    expect(watched.onThePool).toBeGreaterThan(0);
  });

  it("counts the making of digests in, which is refused with the code busy", async () => {
    const { create, matches } = bcryptDigest({ queue: 0 })(peppers);
    const made = Array.from({ length: 4 }, async () => create(SUBJECT));
    const outcomes = await Promise.allSettled(made);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "rejected"]);
    expect(outcomes[2]).toMatchObject({ reason: { code: "busy", retryAfter: 1 } });
    expect(watched.mostAtOnce).toBe(2);

    const [first] = outcomes;
    const digest = first?.status === "fulfilled" ? first.value : "";
    const underWay = [1, 2].map(async () => create(SUBJECT));
    expect(await matches(SUBJECT, digest)).toBe("busy");
    await Promise.all(underWay);
  });
});
