import { findProgram } from "./find-program.ts";

/** The path of a program that must be there. */
export function requiredProgram(name: string): string {
  const path = findProgram(name);
  if (path === null)
    throw new Error(`${name} is not installed; Debian has it in mariadb-server, postgresql or redis-server`);
  return path;
}
