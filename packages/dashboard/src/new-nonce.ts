import { randomBytes } from "node:crypto";

/** 128 bits that nobody can foretell, for one answer (CSP Level 3 §2.3.1). */
export function newNonce(): string {
  return randomBytes(16).toString("base64url");
}
