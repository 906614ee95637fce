import { randomBytes, scryptSync } from "node:crypto";

/** What OWASP asks of scrypt at 32 MB; the generated file has the same. */
export const PASSWORD_COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 } as const;

/** 120 bits, in 20 characters. */
export function newPassword(): string {
  return randomBytes(15).toString("base64url");
}

/** `scrypt:<salt>:<hash>`: no character of it means anything in a .env file. */
export function keptPassword(password: string): string {
  const salt = randomBytes(16);
  const hash = scryptSync(password, salt, 32, PASSWORD_COST);
  return `scrypt:${salt.toString("base64url")}:${hash.toString("base64url")}`;
}
