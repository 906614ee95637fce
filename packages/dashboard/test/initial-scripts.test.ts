import { readFileSync, statSync } from "node:fs";

import { pageFiles } from "../src/page-files.js";

const MOST_BYTES = 200_000;

describe("the scripts that a page loads before it shows anything", () => {
  const html = readFileSync(pageFiles("index.html"), "utf8");
  const scripts = [...html.matchAll(/ (?:src|href)="\.\/([^"]+\.js)"/g)].map(([, file = ""]) => file);

  it("are 200 kB at most, compressed", () => {
    const sizes = scripts.map((file) => statSync(pageFiles(`${file}.gz`)).size);

    expect(scripts.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES);
  });

  it("do not have the graphs among them, which only the page of a key draws", () => {
    const loaded = scripts.map((file) => readFileSync(pageFiles(file), "utf8")).join("\n");

    expect(loaded).not.toContain("recharts");
  });
});
