/** What a JWT says in the open. */
export interface JwtParts {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

const COMPACT = /^([\w-]+)\.([\w-]+)\.[\w-]*$/;

/** Header and claims of a JWT in its compact form (RFC 7519 §3), without the signature; null for another text. */
export function jwtParts(text: string): JwtParts | null {
  const [, first, second] = COMPACT.exec(text) ?? [];
  const header = objectOf(first);
  const claims = objectOf(second);
  return header !== null && claims !== null && typeof header["alg"] === "string" ? { header, claims } : null;
}

function objectOf(part = ""): Readonly<Record<string, unknown>> | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof read === "object" && read !== null && !Array.isArray(read) ? { ...read } : null;
  } catch {
    return null;
  }
}
