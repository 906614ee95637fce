import type { ImportKey } from "@latchkey/core";

import { CliError } from "../cli-error.js";
import { IMPORT_FIELDS } from "./import-fields.js";
import type { Mapping } from "./mapping.js";

type Values = Readonly<Record<string, unknown>>;

/** What a row makes, or why it makes none. No sentence holds a value. */
export type Made = { readonly input: ImportKey } | { readonly fault: string };

/** Makes inputs of rows. The columns that are mapped must be in each: one that is not is a mistake in the mapping. */
export function importKeyOf({ foreign, map, set }: Mapping): (values: Values) => Made {
  return function makeInput(values) {
    const fields: Record<string, unknown> = { foreign };
    const mapped = Object.entries(map).map(([name, column]) => [name, valueOf(values, column)] as const);
    for (const [name, value] of [...Object.entries(set), ...mapped]) {
      const entry = IMPORT_FIELDS[name];
      if (entry === undefined || isNothing(value)) continue;
      try {
        fields[entry.field] = entry.read(value);
      } catch (error) {
        return { fault: `${name} ${(error as Error).message}.` };
      }
    }
    return { input: fields as unknown as ImportKey };
  };
}

function valueOf(values: Values, column: string): unknown {
  return Object.hasOwn(values, column) ? values[column] : undefined;
}

/** Thrown at the first row that shows it, before anything was imported. */
export function requireColumns(values: Values, { map }: Mapping): void {
  const missing = Object.values(map).find((column) => !Object.hasOwn(values, column));
  if (missing === undefined) return;
  const there = Object.keys(values).slice(0, 30).join(", ");
  throw new CliError("usage", `There is no column ${missing}.`, `There are: ${there}.`);
}

/** CSV has no other way to say so. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}
