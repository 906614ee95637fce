import { errors, type CryptoKey, type LocalJWKSet } from "jose";

/** What a token's header says of its key, as jose hands it on. */
export type Named = Parameters<LocalJWKSet>;

/** Keys of one `kid` that are tried; a server has two for a moment, when it replaces one under the same name. */
const MOST = 4;
/** Bits; jose checks no signature with a shorter RSA key. */
const SHORTEST_RSA = 2048;

/**
 * The keys that a header can mean: one, or the few of a server that has several of one `kid`. None where there is none,
 * and none for a token without `kid` of a server with several keys (OpenID Connect Core §10.1 wants one then). Rejects
 * where all that it can mean are broken.
 */
export async function keysAmong(keys: LocalJWKSet, named: Named): Promise<readonly CryptoKey[]> {
  const found = await matching(keys, named);
  return named[0]?.kid === undefined && found.length > 1 ? [] : found;
}

/** Whether a set has a key for signatures by one of these algorithms. Rejects where all that it has are broken. */
export async function hasKeyFor(keys: LocalJWKSet, algorithms: readonly string[]): Promise<boolean> {
  const found = await Promise.allSettled(algorithms.map((alg) => matching(keys, [{ alg }])));
  if (found.some((each) => each.status === "fulfilled" && each.value.length > 0)) return true;
  const broken = found.find(({ status }) => status === "rejected");
  if (broken !== undefined) throw brokenKeys();
  return false;
}

async function matching(keys: LocalJWKSet, named: Named): Promise<readonly CryptoKey[]> {
  try {
    return await usable([await keys(...named)]);
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return [];
    if (error instanceof errors.JWKSMultipleMatchingKeys) return usable(error);
    throw error;
  }
}

/** Jose has left out, of several, those that are no keys at all. */
async function usable(
  candidates: AsyncIterable<CryptoKey> | readonly CryptoKey[],
): Promise<readonly CryptoKey[]> {
  const found: CryptoKey[] = [];
  for await (const key of candidates) if (isLongEnough(key) && found.push(key) === MOST) break;
  if (found.length === 0) throw brokenKeys();
  return found;
}

function isLongEnough({ algorithm }: CryptoKey): boolean {
  const { modulusLength = SHORTEST_RSA } = algorithm as { readonly modulusLength?: number };
  return modulusLength >= SHORTEST_RSA;
}

function brokenKeys(): Error {
  return new errors.JWKSInvalid("No key that could be meant is whole.");
}
