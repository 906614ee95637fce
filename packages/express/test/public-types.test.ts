import { readFileSync } from "node:fs";
import { join } from "node:path";

import { codeBlocks, typeErrors } from "./type-errors.js";

const usage = join(__dirname, "usage.ts");
const readme = join(__dirname, "../README.md");

describe("the public types", () => {
  it.each(["express 4", "express 5"] as const)("fit an application with the types of %s", (version) => {
    expect(typeErrors({ [usage]: readFileSync(usage, "utf8") }, version)).toEqual([]);
  });
});

describe("the README", () => {
  it("has code blocks, and all of them compile", () => {
    const blocks = codeBlocks(readme);
    expect(Object.keys(blocks).length).toBeGreaterThan(0);
    expect(typeErrors(blocks)).toEqual([]);
  });
});
