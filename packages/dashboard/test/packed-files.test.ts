import { execFileSync } from "node:child_process";

import { readPage } from "../src/read-page.js";
import { builtFiles, PACKAGE } from "./support/built-files.js";
import { filledPage } from "./support/filled-page.js";

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

describe("the package", () => {
  it("brings the page as it was built, with the licenses of what is in it, and not what it was built from", () => {
    const output = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: PACKAGE,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });

    const packed = Object.values(JSON.parse(output) as Record<string, Packed>)[0]?.files ?? [];
    const files = packed.map(({ path }) => path);
    expect(files).toEqual(expect.arrayContaining(builtFiles().map((name) => `dist/page/${name}`)));
    expect(files).toContain("dist/page/third-party-licenses.md");
    expect(files.filter((path) => /^(page|test)\//.test(path))).toEqual([]);
  });

  it("has every file that the page names", () => {
    const { files } = filledPage(pageWithoutPlaces(), "http://app.example/");

    const names = files.map(({ pathname }) => pathname.slice(1));
    expect(builtFiles()).toEqual(expect.arrayContaining(names));
  });

  it("takes nothing from another origin", () => {
    expect(readPage()).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});

function pageWithoutPlaces(): string {
  return readPage().replace("__ROOT__", "./").replace("__SETTINGS__", "{}");
}
