import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { z } from "zod";

import { openDatabase } from "../database/open-database.js";
import type { SecretKind } from "./secret-kind.js";

type Kinds = Readonly<Record<string, SecretKind>>;
type Secrets = Readonly<Record<string, string>>;

const schema = z.record(z.string(), z.string());

/**
 * The secrets of an example that runs on one machine, readable by this user only. One that the file does not have is
 * made and added to it; the others stay as they are. Processes that start together get the same.
 */
export async function localSecrets(file: string, kinds: Kinds): Promise<Secrets> {
  const kept = read(file, kinds);
  if (isComplete(kept, kinds)) return kept;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return oneAtATime(`${file}.lock`, () => complete(file, kinds));
}

function complete(file: string, kinds: Kinds): Secrets {
  const kept = read(file, kinds);
  if (isComplete(kept, kinds)) return kept;
  const missing = Object.entries(kinds).filter(([name]) => kept[name] === undefined);
  const made = missing.map(([name, kind]) => [name, kind.generate()]);
  const secrets = { ...kept, ...(Object.fromEntries(made) as Secrets) };
  replace(file, JSON.stringify(secrets, null, 2) + "\n");
  return secrets;
}

function isComplete(secrets: Secrets, kinds: Kinds): boolean {
  return Object.keys(kinds).every((name) => secrets[name] !== undefined);
}

function read(file: string, kinds: Kinds): Secrets {
  if (!existsSync(file)) return {};
  const content = schema.safeParse(parsed(file));
  if (content.success) return content.data;
  throw new Error(`${file} is damaged. Restore it, or set ${Object.keys(kinds).join(", ")}.`);
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Whoever reads the file meanwhile sees the whole old one or the whole new one. */
function replace(file: string, content: string): void {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: "wx", flush: true });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** SQLite's lock on an empty file: unlike a file that is made and removed, it goes with a process that is killed. */
async function oneAtATime<Result>(lock: string, work: () => Result): Promise<Result> {
  const db = openDatabase({ engine: "sqlite", file: lock });
  try {
    await db.raw("begin immediate");
    return work();
  } finally {
    await db.destroy();
  }
}
