/** A custom role as stores keep it; built-in ones are in the keyring's options. Times are UTC milliseconds. */
export interface RoleRecord {
  /** 16 base62 characters, compared byte for byte. */
  readonly id: string;
  /** The organization whose keys can have it; null for keys without one. */
  readonly orgId: string | null;
  /** Unique within its organization, and never a built-in role's. */
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
  readonly createdAt: number;
  readonly updatedAt: number;
  /** 1 at creation; every change raises it by one. */
  readonly version: number;
}

/** Base62 characters in the id of a custom role. */
export const ROLE_ID_LENGTH = 16;
