import { checkpointIn, checkpointText } from "../../../page/audit/checkpoint-text.ts";

const KEPT = { seq: 412, hash: "v1$W2fhs4UdLT1GuoASs-bsJEuT1HCACjDVM_9f2kuJ0RQ" };

describe("a checkpoint to keep", () => {
  it("goes there and back", () => {
    expect(checkpointIn(checkpointText(KEPT))).toEqual(KEPT);
  });

  it.each([`412 ${KEPT.hash}`, ` 412: ${KEPT.hash}\n`, JSON.stringify(KEPT, null, 2)])(
    "is read from %j",
    (text) => {
      expect(checkpointIn(text)).toEqual(KEPT);
    },
  );

  it.each(["", "412", KEPT.hash, "412 short", "{}"])("is not read from %j", (text) => {
    expect(checkpointIn(text)).toBeNull();
  });
});
