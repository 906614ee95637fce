import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const MODULES = join(__dirname, "../../../../node_modules");

/** A folder outside of the repository that has what it needs of the repository's packages, as they were built. */
export interface LinkedProject {
  readonly folder: string;
  write(path: string, text: string): void;
  drop(): void;
}

/** `links` are where packages come from by their names; `express: "express4"` is another version. */
export function linkedProject(links: Readonly<Record<string, string>>): LinkedProject {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-cli-"));
  for (const [name, from] of Object.entries(links)) {
    const at = join(folder, "node_modules", name);
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(join(MODULES, from), at);
  }
  return {
    folder,
    write: (path, text) => writeFileSync(join(folder, path), text),
    drop: () => rmSync(folder, { recursive: true }),
  };
}

/** What a configuration needs. */
export const LIBRARIES = {
  "@latchkey": "@latchkey",
  knex: "knex",
  "better-sqlite3": "better-sqlite3",
} as const;
