import { covers } from "../../../page/actor/covers.ts";

describe("permissions", () => {
  it.each([
    ["bundles:read", "bundles:read"],
    ["bundles:*", "bundles:read"],
    ["*:read", "bundles:read"],
    ["*:*", "bundles:read"],
    ["bundles:*", "bundles:*"],
    ["*:*", "*:read"],
  ])("%s holds %s", (held, wanted) => expect(covers([held], wanted)).toBe(true));

  it.each([
    ["bundles:read", "bundles:write"],
    ["bundles:*", "api-keys:read"],
    ["*:read", "bundles:write"],
    ["bundles:read", "bundles:*"],
    ["bundles:*", "*:read"],
  ])("%s does not hold %s", (held, wanted) => expect(covers([held], wanted)).toBe(false));

  it("hold nothing when there are none", () => {
    expect(covers([], "bundles:read")).toBe(false);
  });
});
