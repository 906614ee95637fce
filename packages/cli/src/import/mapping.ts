import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { CliError } from "../cli-error.js";
import { IMPORT_FIELDS } from "./import-fields.js";

/** Which column goes into which field, and what is the same in all rows. */
export interface Mapping {
  /** The name of the keyring's `foreign` kind. */
  readonly foreign: string;
  /** Columns by fields. */
  readonly map: Readonly<Record<string, string>>;
  /** Values by fields. */
  readonly set: Readonly<Record<string, unknown>>;
}

export interface MappingOptions {
  readonly foreign?: string;
  readonly map?: readonly string[];
  readonly set?: readonly string[];
  readonly mapping?: string;
}

/** The mapping of a file, over which goes what the command line says. */
export function readMapping(options: MappingOptions, folder: string): Mapping {
  const file = options.mapping === undefined ? {} : fileMapping(resolve(folder, options.mapping));
  const map = { ...file.map, ...pairs("--map", options.map) };
  const set = { ...file.set, ...pairs("--set", options.set) };
  const foreign = options.foreign ?? file.foreign;
  if (foreign === undefined || foreign === "")
    throw usage(
      "It is not said what kind of tokens these are.",
      "Add --foreign <name>: the `foreign` kind of your latchkey.config.js.",
    );
  for (const field of [...Object.keys(map), ...Object.keys(set)]) requireField(field);
  for (const field of Object.keys(set)) requireOpen(field);
  if (map["token"] === undefined && map["hash"] === undefined)
    throw usage(
      "No column is mapped to `token` or `hash`.",
      "Such as --map token=api_key, or --map hash=key_hash --map public_part=key_prefix.",
    );
  return { foreign, map, set };
}

/** `field=column`; a field alone is a column of the same name. */
function pairs(option: string, words: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    words.map((word) => {
      const [field = "", ...rest] = word.split("=");
      if (rest.length === 0 && option === "--set")
        throw usage(`${option} takes field=value.`, "Such as --set org_id=acme.");
      return [field, rest.length === 0 ? field : rest.join("=")];
    }),
  );
}

function fileMapping(file: string): Partial<Mapping> {
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (isMapping(read)) return read;
  } catch {
    // Said below.
  }
  throw new CliError(
    "configuration",
    `${file} is not there, or is no mapping.`,
    'It is JSON: { "foreign": "old", "map": { "name": "label", "token": "api_key" }, "set": { "org_id": "acme" } }',
  );
}

function isMapping(read: unknown): read is Partial<Mapping> {
  if (typeof read !== "object" || read === null) return false;
  const { foreign = "", map = {}, set = {}, ...others } = read as Readonly<Record<string, unknown>>;
  const columns = typeof map === "object" && map !== null ? Object.values(map) : [0];
  return (
    typeof foreign === "string" &&
    columns.every((column) => typeof column === "string") &&
    typeof set === "object" &&
    set !== null &&
    Object.keys(others).length === 0
  );
}

function requireField(field: string): void {
  if (Object.hasOwn(IMPORT_FIELDS, field)) return;
  throw usage(`A key has no field ${field}.`, `There are ${Object.keys(IMPORT_FIELDS).join(", ")}.`);
}

function requireOpen(field: string): void {
  if (IMPORT_FIELDS[field]?.secret === undefined) return;
  throw usage(
    `${field} cannot be set for all rows.`,
    `Map the column that holds it: --map ${field}=<column>.`,
  );
}

function usage(message: string, remedy: string): CliError {
  return new CliError("usage", message, remedy);
}
