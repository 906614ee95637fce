import { execFileSync } from "node:child_process";

/** Whom a program runs as; empty for whoever runs this. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** The account of a database server where this process is root, since servers refuse to run as root. */
export function accountOf(name: string): Account {
  if (process.getuid?.() !== 0) return {};
  const ask = (what: string) => Number(execFileSync("id", [what, name], { encoding: "utf8" }));
  return { uid: ask("-u"), gid: ask("-g") };
}
