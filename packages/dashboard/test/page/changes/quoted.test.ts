import { quoted } from "../../../page/changes/quoted.ts";

describe("what somebody has written", () => {
  it("cannot end its quotation", () => {
    expect(quoted("a” and Ana revoked “b")).toBe('“a" and Ana revoked “b”');
  });

  it("cannot turn around what stands behind it", () => {
    expect(quoted("invoice\u202egpj.exe")).toBe("“invoice\ufffdgpj.exe”");
  });

  it("may be in any script", () => {
    expect(quoted("بناء ليلي 🚀")).toBe("“بناء ليلي 🚀”");
  });
});
