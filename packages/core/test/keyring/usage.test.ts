import { keyActor, systemActor, type UsageHour, type UsageOptions } from "../../src/index.js";
import { codeOf, ring, user } from "./ring.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const system = systemActor("test");

/** A key, used at the hours given, so many hours before the beginning of the current one. */
async function usedAt(hours: readonly number[], accepted = 1) {
  const made = ring();
  made.clock.advance(1_000 * DAY + 10 * HOUR + 1_234);
  const { key } = await made.keyring.create({ orgId: "a", ownerId: "ann", permissions: [] }, system);
  const other = await made.keyring.create({ orgId: "a", ownerId: "ann", permissions: [] }, system);
  const now = made.clock.now();
  const thisHour = now - (now % HOUR);
  const used = (keyId: string): UsageHour[] =>
    hours.map((back) => ({ keyId, hour: thisHour - back * HOUR, accepted, refused: back }));
  await made.store.addUsage({ hours: [...used(key.id), ...used(other.key.id)], lastUsed: [] });
  const usage = async (options: UsageOptions = {}) =>
    (await made.keyring.usage({ id: key.id }, system, options)).data;
  return { ...made, key, now, thisHour, usage };
}

describe("the usage of a key", () => {
  it("is by hour, oldest first, without the hours in which it was not used", async () => {
    const { usage, thisHour } = await usedAt([0, 5, 2]);
    expect(await usage()).toEqual([
      { at: thisHour - 5 * HOUR, accepted: 1, refused: 5 },
      { at: thisHour - 2 * HOUR, accepted: 1, refused: 2 },
      { at: thisHour, accepted: 1, refused: 0 },
    ]);
  });

  it("is that of the last seven days by default, the current hour included", async () => {
    const { usage, thisHour } = await usedAt([0, 167, 168, 169]);
    expect((await usage()).map(({ at }) => (thisHour - at) / HOUR)).toEqual([167, 0]);
  });

  it("is summed into days of UTC when asked for", async () => {
    // The current hour is the tenth of its day.
    const { usage, thisHour } = await usedAt([0, 1, 10, 11, 34, 35]);
    const today = thisHour - 10 * HOUR;
    expect(await usage({ bucket: "day" })).toEqual([
      { at: today - 2 * DAY, accepted: 1, refused: 35 },
      { at: today - DAY, accepted: 2, refused: 45 },
      { at: today, accepted: 3, refused: 11 },
    ]);
  });

  it("by day is that of the last ninety, today included", async () => {
    const { usage, thisHour } = await usedAt([10, 10 + 89 * 24, 10 + 90 * 24, 9 + 90 * 24]);
    const today = thisHour - 10 * HOUR;
    expect((await usage({ bucket: "day" })).map(({ at }) => (today - at) / DAY)).toEqual([89, 0]);
  });

  it("holds the buckets that begin in the range, whole", async () => {
    const { usage, thisHour } = await usedAt([0, 1, 2, 3]);
    const backs = async (options: UsageOptions) =>
      (await usage(options)).map(({ at }) => (thisHour - at) / HOUR);
    expect(await backs({ from: thisHour - 2 * HOUR, to: thisHour })).toEqual([2, 1]);
    expect(await backs({ from: thisHour - 2 * HOUR + 1, to: thisHour + 1 })).toEqual([1, 0]);
    expect(await backs({ to: thisHour - HOUR })).toEqual([3, 2]);
    expect(await backs({ from: thisHour - HOUR })).toEqual([1, 0]);
    expect(await backs({ from: thisHour - HOUR + 1, to: thisHour - 1 })).toEqual([]);
    const today = thisHour - 10 * HOUR;
    expect(await usage({ bucket: "day", from: today, to: today + 1 })).toEqual([
      { at: today, accepted: 4, refused: 6 },
    ]);
    expect(await usage({ bucket: "day", from: today + 1, to: today + DAY })).toEqual([]);
  });

  it("counts as far as numbers go", async () => {
    const { usage } = await usedAt([0, 1], 2 ** 40);
    expect((await usage({ bucket: "day" }))[0]?.accepted).toBe(2 ** 41);
  });

  it.each<[string, (now: number) => object, string]>([
    ["2,400 hours", (now) => ({ from: now - 2_400 * HOUR }), "resolved"],
    ["more", (now) => ({ from: now - 2_400 * HOUR - 1 }), "invalid_field"],
    ["1,000 days", (now) => ({ bucket: "day", from: now - 1_000 * DAY }), "resolved"],
    ["more by day", (now) => ({ bucket: "day", from: now - 1_000 * DAY - 1 }), "invalid_field"],
    ["no range", (now) => ({ from: now, to: now }), "invalid_field"],
    ["a range from its end", (now) => ({ from: now, to: now - 1 }), "invalid_field"],
    ["what is to come", (now) => ({ from: now + 1 }), "invalid_field"],
    ["the beginning of time", () => ({ to: 1 }), "resolved"],
    ["the end of time", () => ({ from: 8.64e15 - 1, to: 8.64e15 }), "resolved"],
    ["a time as text", () => ({ from: "2026-01-01" }), "invalid_field"],
    ["minutes", () => ({ bucket: "minute" }), "invalid_field"],
    ["an unknown field", () => ({ hours: 5 }), "unknown_field"],
    ["null", () => null as never, "invalid_request"],
  ])("may be asked for in a range of %s", async (_, options, expected) => {
    const { keyring, key, now } = await usedAt([0]);
    expect(await codeOf(keyring.usage({ id: key.id }, system, options(now)))).toBe(expected);
  });

  it("is decided about as reading the key is, and only then by what was asked", async () => {
    const { keyring, key } = await usedAt([0]);
    const ref = { id: key.id };
    const nonsense = jest.fn<UsageOptions, []>(() => ({ nonsense: true }) as object);
    const ask = (actor: Parameters<typeof keyring.usage>[1]) => codeOf(keyring.usage(ref, actor, nonsense));
    expect(await ask(user("u", { permissions: ["api-keys:create"] }))).toBe("insufficient_permissions");
    expect(await ask(user("u", { org: "b", permissions: ["*:*"] }))).toBe("not_found");
    expect(await ask(user("u", { reach: "own", permissions: ["*:*"] }))).toBe("not_found");
    expect(nonsense).not.toHaveBeenCalled();
    expect(await ask(user("ann", { reach: "own", permissions: ["api-keys:read"] }))).toBe("unknown_field");
  });

  it("stays to be seen when the key is revoked", async () => {
    const { keyring, key, usage } = await usedAt([0]);
    await keyring.revoke({ id: key.id }, system);
    expect(await usage()).toHaveLength(1);
  });

  it("may be asked for by the key itself", async () => {
    const { keyring } = ring();
    const { key } = await keyring.create({ permissions: ["api-keys:read"] }, system);
    expect(await keyring.usage({ id: key.id }, keyActor({ keyId: key.id }))).toEqual({ data: [] });
  });
});
