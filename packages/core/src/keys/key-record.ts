import type { RateLimit } from "../limits/limiter.js";

/** Environments a key can belong to. */
export type Environment = "live" | "test";

/** A key as stores keep it. Times are UTC milliseconds. It holds a digest, never the token or its secret. */
export interface KeyRecord {
  /** 16 base62 characters, compared byte for byte. */
  readonly id: string;
  /** 1, 2, 3 …: the order of creation, unique. */
  readonly number: number;
  readonly prefix: string;
  readonly env: Environment;
  readonly name: string;
  /** `foldName(name)`: what lists sort and search by. */
  readonly nameLower: string;
  readonly ownerId: string | null;
  readonly orgId: string | null;
  readonly projectId: string | null;
  /** A role reference: `b:<name>` for a built-in role, `c:<id>` for a custom one. */
  readonly role: string | null;
  readonly permissions: readonly string[] | null;
  readonly inherits: boolean;
  readonly enabled: boolean;
  readonly notBefore: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
  readonly revokedReason: string | null;
  readonly digest: string;
  readonly previousDigest: string | null;
  readonly previousExpiresAt: number | null;
  readonly lookup: string | null;
  readonly sealedToken: string | null;
  readonly allowedNetworks: readonly string[] | null;
  readonly rateLimit: RateLimit | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly createdAt: number;
  readonly createdBy: string;
  readonly updatedAt: number;
  /** 1 at creation; every management write raises it by one. */
  readonly version: number;
}

/** How a store is asked for a key: by its id, by its number, or by the lookup of a token that another system has made. */
export type RowRef = PublicRef | { readonly lookup: string };

type PublicRef = { readonly id: string } | { readonly number: number };

/** How a key is named from outside: by its id, by its number, or by a token of it, whose secret is then verified. */
export type KeyRef = PublicRef | { readonly token: string };

/**
 * The form of a name that lists sort and search by: NFC, then lower case without a locale, and every sigma alike,
 * because a final one would hide the beginning of a longer name.
 */
export function foldName(name: string): string {
  return name.normalize("NFC").toLowerCase().replaceAll("ς", "σ");
}
