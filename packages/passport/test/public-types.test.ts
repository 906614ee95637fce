import { join } from "node:path";

import { codeBlocks, typeErrors } from "../../express/test/type-errors.js";

describe("the README's code", () => {
  it.each(["express 4", "express 5"] as const)("compiles with the types of %s", (version) => {
    const blocks = codeBlocks(join(__dirname, "../README.md"));
    expect(Object.keys(blocks).length).toBeGreaterThan(0);
    expect(typeErrors(blocks, version)).toEqual([]);
  });
});
