import { readFile } from "node:fs/promises";

import bcrypt from "bcrypt";

import { bcryptDigest } from "../../src/bcrypt/index.js";
import { peppersOf } from "../../src/digests/peppers.js";

const peppers = peppersOf([{ version: 1, secret: "pepper one, 32 bytes at the least" }]);
const SUBJECT = { id: "7Fq2mX0cRt9aLw4Z", token: "acme_live_7Fq2mX0cRt9aLw4Z_secret" };
const { compare, hash } = bcrypt;

let atOnce = 0;
let mostAtOnce = 0;
let ended = 0;

/** Counts how many run at the same time. */
async function counted<T>(run: Promise<T>): Promise<T> {
  mostAtOnce = Math.max(mostAtOnce, ++atOnce);
  try {
    return await run;
  } finally {
    atOnce--;
    ended++;
  }
}

/** SECURITY.md 10. */
describe("a flood of bcrypt checks", () => {
  beforeEach(() => {
    atOnce = mostAtOnce = ended = 0;
    const spies = [jest.spyOn(bcrypt, "compare"), jest.spyOn(bcrypt, "hash")] as unknown as [
      jest.SpyInstance<Promise<boolean>, [string, string]>,
      jest.SpyInstance<Promise<string>, [string, number]>,
    ];
    spies[0].mockImplementation((data, digest) => counted(compare(data, digest)));
    spies[1].mockImplementation((data, rounds) => counted(hash(data, rounds)));
  });
  afterEach(() => jest.restoreAllMocks());

  it("runs two at once, keeps as many waiting as it was told, and turns the rest away", async () => {
    const { create, matches } = bcryptDigest({ queue: 16 })(peppers);
    const digest = await create(SUBJECT);
    const outcomes = await Promise.all(Array.from({ length: 200 }, async () => matches(SUBJECT, digest)));
    expect(outcomes.slice(0, 18)).toEqual(Array(18).fill(true));
    expect(outcomes.slice(18)).toEqual(Array(182).fill("busy"));
    expect({ mostAtOnce, atOnce, ended }).toEqual({ mostAtOnce: 2, atOnce: 0, ended: 1 + 18 });
    expect(await matches(SUBJECT, digest)).toBe(true);
  });

  it("lets other work of libuv's threads pass: a file is read long before the flood ends", async () => {
    const { create, matches } = bcryptDigest({ queue: 30 })(peppers);
    const digest = await create(SUBJECT);
    ended = 0;
    const flood = Promise.all(Array.from({ length: 32 }, async () => matches(SUBJECT, digest)));
    const endedBeforeTheFile = readFile(__filename).then(() => ended);
    expect(await flood).toEqual(Array(32).fill(true));
    expect(ended).toBe(32);
    expect(await endedBeforeTheFile).toBeLessThan(16);
  });

  it("counts the making of digests in, which is refused with the code busy", async () => {
    const { create, matches } = bcryptDigest({ queue: 0 })(peppers);
    const made = Array.from({ length: 4 }, async () => create(SUBJECT));
    const outcomes = await Promise.allSettled(made);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "rejected"]);
    expect(outcomes[2]).toMatchObject({ reason: { code: "busy", retryAfter: 1 } });
    expect(mostAtOnce).toBe(2);

    const [first] = outcomes;
    const digest = first?.status === "fulfilled" ? first.value : "";
    const underWay = [1, 2].map(async () => create(SUBJECT));
    expect(await matches(SUBJECT, digest)).toBe("busy");
    await Promise.all(underWay);
  });
});
