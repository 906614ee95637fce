import type { World } from "../world.js";
import type { ImportTotals } from "./import-report.js";
import type { Source } from "./source-row.js";

export interface ImportWatch {
  onBatch(totals: ImportTotals): void;
  end(totals: ImportTotals): void;
}

/** Shows on stderr how far an import is: a bar on a terminal, otherwise a line for each batch. */
export function watchImport({ progress, errors }: World, { share }: Source): ImportWatch {
  if (progress === null) return { onBatch: (totals) => void errors.write(`${sentence(totals)}\n`), end() {} };
  const bar = progress("Importing");
  return {
    onBatch: (totals) => bar.advanceTo(share() ?? 0, sentence(totals)),
    end: (totals) => bar.end(sentence(totals)),
  };
}

function sentence({ rows, imported, duplicates, refused }: ImportTotals): string {
  return `${rows} rows: ${imported} imported, ${duplicates} duplicates, ${refused} refused`;
}
