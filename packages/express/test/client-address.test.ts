import { clientAddress } from "../src/index.js";

describe("clientAddress", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["::FFFF:c000:0201", "192.0.2.1"],
    ["2001:DB8:0:0::1", "2001:db8::1"],
    ["::1", "::1"],
  ])("writes %s as %s", (ip, address) => {
    expect(clientAddress({ ip })).toBe(address);
  });

  it.each([
    ["010.0.0.1"],
    ["10.1"],
    ["0x0a000001"],
    ["10.0.0.1:80"],
    ["[::1]"],
    ["fe80::1%eth0"],
    ["unknown"],
    [""],
  ])("has none for %j, and takes the connection's in its place nowhere", (ip) => {
    expect(clientAddress({ ip, socket: { remoteAddress: "10.0.0.1" } })).toBeUndefined();
  });

  it("is the connection's outside Express", () => {
    expect(clientAddress({ socket: { remoteAddress: "::ffff:10.0.0.1" } })).toBe("10.0.0.1");
  });

  it.each([[{}], [{ socket: null }], [{ socket: {} }], [{ ip: 7 as never }]])("is unknown of %j", (req) => {
    expect(clientAddress(req)).toBeUndefined();
  });
});
