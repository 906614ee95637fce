import type { FormattedToken } from "@latchkey/core";

/** What a token says of its key. */
export interface Claims extends FormattedToken {
  /** Higher than that of every token its key had before; 1 for the first. */
  readonly generation: number;
  /** When it was issued, UTC seconds. */
  readonly issuedAt: number;
}

const KEY_ID = /^[A-Za-z0-9]{16}$/;

/** The payload of a token, the only way in which these claims are written. */
export function claimsText(issuer: string, { id, ownerId, generation, issuedAt }: Claims): string {
  const sub = ownerId === null ? {} : { sub: ownerId };
  return JSON.stringify({ iss: issuer, ...sub, jti: id, iat: issuedAt, gen: generation });
}

/** Reads the claims out of a payload, but for the issuer; null where one is missing or none. Never throws. */
export function readClaims(text: string): Claims | null {
  const { sub = null, jti, iat, gen } = membersOf(text);
  if (typeof jti !== "string" || !KEY_ID.test(jti)) return null;
  if (!isCount(iat) || !isCount(gen) || gen === 0) return null;
  return sub === null || typeof sub === "string"
    ? { id: jti, ownerId: sub, generation: gen, issuedAt: iat }
    : null;
}

function membersOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
