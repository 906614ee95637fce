import { signInLimit } from "../../src/session/sign-in-limit.js";

const ADA = { address: "192.0.2.1", email: "ada@acme.example" };

describe("signInLimit", () => {
  it("counts each address and account for itself", async () => {
    const limit = signInLimit();
    for (let failure = 1; failure <= 10; failure++) expect(await limit.begin(ADA)).toBeNull();

    expect(await limit.begin(ADA)).toBeGreaterThan(0);
    expect(await limit.begin({ ...ADA, email: "ADA@acme.example" })).toBeGreaterThan(0);
    expect(await limit.begin({ ...ADA, address: "192.0.2.2" })).toBeNull();
    expect(await limit.begin({ ...ADA, email: "operator@example.com" })).toBeNull();
  });

  it("takes the addresses of one IPv6 network for one client, who has them all", async () => {
    const limit = signInLimit();
    for (let host = 1; host <= 10; host++) await limit.begin({ ...ADA, address: `2001:db8::${host}` });

    expect(await limit.begin({ ...ADA, address: "2001:db8::ffff" })).toBeGreaterThan(0);
    expect(await limit.begin({ ...ADA, address: "2001:db8:0:1::1" })).toBeNull();
  });

  it("starts over after a success", async () => {
    const limit = signInLimit();
    for (let failure = 1; failure <= 9; failure++) await limit.begin(ADA);

    await limit.forgive(ADA);

    for (let failure = 1; failure <= 10; failure++) expect(await limit.begin(ADA)).toBeNull();
  });
});
