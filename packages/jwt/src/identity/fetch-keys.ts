import { createLocalJWKSet, type JWK, type LocalJWKSet } from "jose";

import { ALGORITHMS } from "./algorithms.js";
import { hasKeyFor } from "./keys-among.js";

/** Keys, or what went wrong, in words for a warning. */
export type FetchedKeys = { readonly keys: LocalJWKSet } | { readonly fault: string };

/** Milliseconds, of the 750 that a verification has. */
const PATIENCE_MS = 700;
/** Bytes of an answer, unpacked; a set of keys has a few thousand. */
const TOO_MANY = 1_000_000;

/**
 * Fetches a JSON Web Key Set (RFC 7517 §5), from this address and no other. A set without a key for signatures is a
 * fault: a server that starts, or is set up wrongly, withdraws nothing by it. Never rejects.
 */
export async function fetchKeys(uri: URL): Promise<FetchedKeys> {
  try {
    const response = await fetch(uri, {
      redirect: "manual",
      headers: { Accept: "application/jwk-set+json, application/json" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status === 200) return await keysOf(await textOf(response));
    await response.body?.cancel();
    return { fault: `answered with status ${response.status}` };
  } catch (error) {
    return { fault: `did not answer (${nameOf(error)})` };
  }
}

/** Undefined for one that is too large, of which no more is read. */
async function textOf(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes >= TOO_MANY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

async function keysOf(text: string | undefined): Promise<FetchedKeys> {
  if (text === undefined) return { fault: "answered with 1 MB or more" };
  const keys = setOf(text);
  if (keys === undefined) return { fault: "answered with something else than a JSON Web Key Set" };
  try {
    return (await hasKeyFor(keys, ALGORITHMS))
      ? { keys }
      : { fault: "answered without a key for signatures" };
  } catch {
    return { fault: "answered with a key that is broken, and no other" };
  }
}

function setOf(text: string): LocalJWKSet | undefined {
  try {
    const { keys } = JSON.parse(text) as { readonly keys: readonly JWK[] };
    return createLocalJWKSet({ keys: distinct(keys) });
  } catch {
    return undefined;
  }
}

/** Some servers list one key twice, which names it no less clearly. */
function distinct(keys: readonly JWK[]): JWK[] {
  const sorted = (jwk: JWK) => Object.entries(jwk).sort(([a], [b]) => (a < b ? -1 : 1));
  return [...new Map(keys.map((jwk) => [JSON.stringify(sorted(jwk)), jwk])).values()];
}

/** The name of an error, or of what is behind a failed fetch: a system's code, such as ECONNREFUSED. */
function nameOf(error: unknown): string {
  const { name, cause } = error as Error;
  const { code } = (cause ?? {}) as { readonly code?: unknown };
  return typeof code === "string" ? code : name;
}
