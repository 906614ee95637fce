import { NEW_KEY } from "../../../../page/keys/form/key-values.ts";
import { onTopOf } from "../../../../page/keys/form/on-top-of.ts";

const BEFORE = { ...NEW_KEY, name: "CI", until: "date", untilAt: "2027-01-01T00:00" } as const;

describe("what was typed over what somebody else has changed", () => {
  it("keeps what was typed, and takes the rest as it is now", () => {
    const newest = { ...BEFORE, name: "CI of all", tags: ["ci"] };

    expect(onTopOf(newest, { before: BEFORE, after: { ...BEFORE, role: "reader" } })).toEqual({
      ...newest,
      role: "reader",
    });
  });

  it("keeps a date that was typed though somebody else has taken the end away", () => {
    const newest = { ...BEFORE, until: "never", untilAt: "" } as const;
    const after = { ...BEFORE, untilAt: "2026-12-01T00:00" };

    expect(onTopOf(newest, { before: BEFORE, after })).toMatchObject({
      until: "date",
      untilAt: "2026-12-01T00:00",
    });
  });
});
