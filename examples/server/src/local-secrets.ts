import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { z } from "zod";

const schema = z.object({
  LATCHKEY_PEPPER: z.string(),
  SESSION_SECRET: z.string(),
  ADMIN_EMAIL: z.string(),
  ADMIN_PASSWORD: z.string(),
});

export type LocalSecrets = z.output<typeof schema>;

/** The secrets of a server that runs on one machine: made once, and readable by this user only. */
export function localSecrets(file: string): LocalSecrets {
  if (!existsSync(file)) createOnce(file, JSON.stringify(generated(), null, 2) + "\n");
  const read = schema.safeParse(parsed(file));
  if (read.success) return read.data;
  throw new Error(`${file} is damaged. Restore it, or set ${Object.keys(schema.shape).join(", ")}.`);
}

function generated(): LocalSecrets {
  return {
    LATCHKEY_PEPPER: randomBytes(32).toString("base64url"),
    SESSION_SECRET: randomBytes(32).toString("base64url"),
    ADMIN_EMAIL: "operator@example.com",
    ADMIN_PASSWORD: randomBytes(12).toString("base64url"),
  };
}

/** Writes the whole file or leaves the one that another process was quicker to write. */
function createOnce(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, content, { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
