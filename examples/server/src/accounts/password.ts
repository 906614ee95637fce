import { createHash, randomBytes } from "node:crypto";

import { fewAtOnce } from "@latchkey/example-host/http";
import bcrypt from "bcrypt";

const ROUNDS = 12;
/** bcrypt takes all threads of the process otherwise: anybody could keep everybody from signing in. */
const checking = fewAtOnce({ atOnce: 2, waiting: 8 });
const nobodysHash = hashPassword(randomBytes(32).toString("hex"));

/** What is stored of a password. */
export function hashPassword(password: string): Promise<string> {
  return bcrypt.hash(shortened(password), ROUNDS);
}

/**
 * Whether the password is the one that was hashed; without a hash it takes as long and is wrong. Rejects with `busy`
 * when too many are being checked.
 */
export async function passwordMatches(password: string, hash: string | undefined): Promise<boolean> {
  const expected = hash ?? (await nobodysHash);
  const matches = await checking(() => bcrypt.compare(shortened(password), expected));
  return matches && hash !== undefined;
}

/** bcrypt ignores what comes after 72 bytes, so that it is given a digest of fixed length. */
function shortened(password: string): string {
  return createHash("sha256").update(password).digest("base64");
}
