// usage: npm run promises -- <scenario>|all [--database sqlite|mariadb|postgres] [--long] [--json]
import { parseArgs } from "node:util";

import type { Engine } from "./databases/database.ts";
import { printFinding } from "./findings/print-finding.ts";
import { scenarios } from "./scenarios/scenarios.ts";

/** Whatever hangs ends here; what was started goes with this process. */
const LONGEST_MS = 90 * 60_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { database: { type: "string" }, long: { type: "boolean" }, json: { type: "boolean" } },
});
const { database, long = false, json = false } = values;
const [wanted = ""] = positionals;
const chosen = wanted === "all" ? Object.keys(scenarios) : Object.hasOwn(scenarios, wanted) ? [wanted] : [];
if (chosen.length === 0) {
  console.error(
    `usage: npm run promises -- all|${Object.keys(scenarios).join("|")} [--database NAME] [--long] [--json]`,
  );
  process.exit(2);
}
setTimeout(() => process.exit(1), LONGEST_MS).unref();

let broken = 0;
for (const name of chosen)
  for (const engine of enginesOf(name)) {
    await scenarios[name]?.run({
      engine,
      long,
      report(part, finding) {
        broken += finding.broken.length;
        console.log(printFinding(`${name} ${part}`, finding, json));
      },
    });
  }
process.exit(broken === 0 ? 0 : 1);

/** Of one scenario the database asked for; of all, every database that each can run on. */
function enginesOf(name: string): readonly Engine[] {
  const { engines } = scenarios[name] ?? { engines: [] };
  if (database !== undefined) return engines.filter((engine) => engine === database);
  return wanted === "all" ? engines : engines.slice(0, 1);
}
