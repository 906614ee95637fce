/** Signatures that are checked with a public key. With `none` and HS256 anybody who has that key could sign. */
export const ALGORITHMS: readonly string[] = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
  "Ed25519",
];

export function isAlgorithm(value: unknown): value is string {
  return typeof value === "string" && ALGORITHMS.includes(value);
}
