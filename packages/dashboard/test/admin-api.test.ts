import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { PACKAGE } from "./support/built-files.js";

it("checks the page against the API as it is: what `npm run api` makes is what is there", () => {
  const made = execFileSync(process.execPath, ["describe-api.mjs", "--print"], {
    cwd: PACKAGE,
    encoding: "utf8",
  });

  expect(readFileSync(join(PACKAGE, "page", "api", "admin-api.ts"), "utf8")).toBe(made);
});
