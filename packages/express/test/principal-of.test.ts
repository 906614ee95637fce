import { principalOf } from "../src/index.js";

describe("principalOf", () => {
  it("is the request's principal", () => {
    const principal = { id: "k" } as NonNullable<Express.Request["principal"]>;
    expect(principalOf({ principal })).toBe(principal);
  });

  it("throws without one and says what to mount", () => {
    expect(() => principalOf({})).toThrow("mount authenticate(keyring) before this route");
  });
});
