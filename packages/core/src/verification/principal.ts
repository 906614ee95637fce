import type { Environment } from "../keys/key-record.js";

/** Who a request turned out to be. Frozen, and without anything secret: safe to log. */
export interface Principal {
  readonly kind: "api-key";
  /** The key's id. */
  readonly id: string;
  readonly keyId: string;
  readonly number: number;
  readonly name: string;
  readonly ownerId: string | null;
  readonly orgId: string | null;
  readonly projectId: string | null;
  readonly env: Environment;
  /** Effective permissions: the role's and the key's own. */
  readonly permissions: readonly string[];
  /** The role's name. */
  readonly role: string | null;
  /** Whether the principal holds this permission. Unknown permissions: false. */
  can(permission: string): boolean;
}
