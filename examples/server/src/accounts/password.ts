import { createHash, randomBytes } from "node:crypto";

import bcrypt from "bcrypt";

const ROUNDS = 12;
const nobodysHash = hashPassword(randomBytes(32).toString("hex"));

/** What is stored of a password. */
export function hashPassword(password: string): Promise<string> {
  return bcrypt.hash(shortened(password), ROUNDS);
}

/** Whether the password is the one that was hashed; without a hash it takes as long and is wrong. */
export async function passwordMatches(password: string, hash: string | undefined): Promise<boolean> {
  const matches = await bcrypt.compare(shortened(password), hash ?? (await nobodysHash));
  return matches && hash !== undefined;
}

/** bcrypt ignores what comes after 72 bytes, so that it is given a digest of fixed length. */
function shortened(password: string): string {
  return createHash("sha256").update(password).digest("base64");
}
