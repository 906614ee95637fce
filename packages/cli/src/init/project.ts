import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../cli-error.js";
import { findAppFile, type AppFile } from "./app-file.js";

/** The Express app that `init` was started in. */
export interface Project {
  readonly folder: string;
  /** What package.json calls it; empty where it has no name. */
  readonly name: string;
  /** What a `.js` file is here. */
  readonly format: ModuleFormat;
  /** The names in `dependencies`. */
  readonly dependencies: ReadonlySet<string>;
  /** The version that is installed, or the least that package.json allows. */
  readonly express: string;
  /** Null where no file was found that makes the app. */
  readonly app: AppFile | null;
}

export type ModuleFormat = "esm" | "commonjs";

interface Manifest {
  readonly name?: string;
  readonly type?: string;
  readonly main?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Reads what there is; `named` is the file of the app where it has another name than most. */
export function readProject(folder: string, named: string | undefined): Project {
  const manifest = readManifest(join(folder, "package.json"));
  const { name = "", type, main, dependencies = {} } = manifest;
  const express = dependencies["express"];
  if (express === undefined)
    throw new CliError(
      "configuration",
      "package.json has no express among its dependencies.",
      "Run it in the folder of your Express app, or `npm install express` first.",
    );
  return {
    folder,
    name,
    format: type === "module" ? "esm" : "commonjs",
    dependencies: new Set(Object.keys(dependencies)),
    express: installedVersion(folder) ?? express,
    app: findAppFile(folder, named, main),
  };
}

function readManifest(file: string): Manifest {
  if (!existsSync(file))
    throw new CliError(
      "configuration",
      "There is no package.json here.",
      "Run it in the folder of your Express app.",
    );
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Manifest;
  } catch {
    throw new CliError("configuration", "package.json is not JSON.", "Put it right first.");
  }
}

function installedVersion(folder: string): string | undefined {
  const file = join(folder, "node_modules", "express", "package.json");
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { version?: string }).version
    : undefined;
}
