import { setTimeout as sleep } from "node:timers/promises";

import type { ImportKey, ImportOutcome, Keyring, SystemActor } from "@latchkey/core";

import { CliError } from "../cli-error.js";
import { importKeyOf, requireColumns } from "./import-key.js";
import { importReport, type ImportTotals } from "./import-report.js";
import type { Mapping } from "./mapping.js";
import { seenBefore } from "./seen-before.js";
import type { Source } from "./source-row.js";

export interface Importing {
  readonly keyring: Pick<Keyring, "import">;
  readonly actor: SystemActor;
  readonly mapping: Mapping;
  readonly dryRun: boolean;
  /** Rows before this line are passed over. */
  readonly fromLine: number;
  /** Called behind each batch. */
  onBatch(totals: ImportTotals): void;
}

const BATCH = 500;
const ATTEMPTS = 5;

interface Row {
  readonly line: number;
  readonly input: ImportKey;
}

/** Imports rows batch by batch. A row that cannot be a key is counted and passed over; no row is held longer than its batch. */
export async function importRows(
  { rows, hasColumns }: Pick<Source, "rows" | "hasColumns">,
  importing: Importing,
): Promise<ImportTotals> {
  const { mapping, fromLine, onBatch } = importing;
  const makeInput = importKeyOf(mapping);
  const write = importer(importing);
  const report = importReport();
  let checked = !hasColumns;
  let batch: Row[] = [];

  async function flush(): Promise<void> {
    const outcomes = await write(batch, report.totals());
    outcomes.forEach((outcome, index) => report.add(batch[index]?.line ?? 0, outcome));
    batch = [];
    onBatch(report.totals());
  }

  for await (const row of rows) {
    if (row.line < fromLine) continue;
    if (!checked && "values" in row) requireColumns(row.values, mapping);
    checked ||= "values" in row;
    const made = "fault" in row ? row : makeInput(row.values);
    if ("fault" in made) report.add(row.line, refused(made.fault));
    else batch.push({ line: row.line, input: made.input });
    if (batch.length === BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return report.totals();
}

function refused(message: string): ImportOutcome {
  return { outcome: "refused", code: "invalid_field", message };
}

/** Writes one batch; in a dry run it finds as well what an earlier batch would have written. */
function importer({ keyring, actor, dryRun }: Importing) {
  const isSeen = seenBefore();

  return async function writeBatch(
    batch: readonly Row[],
    before: ImportTotals,
  ): Promise<readonly ImportOutcome[]> {
    const inputs = batch.map(({ input }) => input);
    if (inputs.length === 0) return [];
    const again = dryRun ? inputs.map(isSeen) : [];
    const outcomes = await patiently(() => keyring.import(inputs, actor, { dryRun })).catch(
      (error: unknown) => {
        throw stopped(error, batch[0]?.line ?? 0, before);
      },
    );
    return outcomes.map((outcome, index) =>
      outcome.outcome === "imported" && again[index] === true ? { outcome: "duplicate", id: null } : outcome,
    );
  };
}

/** Tries again what another write was in the way of. */
async function patiently<Result>(act: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      const { code, retryAfter = 1 } = error as { code?: unknown; retryAfter?: number };
      if ((code !== "store_busy" && code !== "busy") || attempt === ATTEMPTS) throw error;
      await sleep(retryAfter * 1_000);
    }
  }
}

/** What was written stays; running it all again does no harm. */
function stopped(error: unknown, line: number, { imported }: ImportTotals): unknown {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (name !== "LatchkeyError" || (code !== "store_unavailable" && code !== "store_busy" && code !== "busy"))
    return error;
  return new CliError(
    "unavailable",
    `The database stopped answering at line ${line}; ${imported} keys are in.`,
    `Go on with --from-line ${line}, or run it again: keys that are in are counted as duplicates.`,
  );
}
