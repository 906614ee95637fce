import type { Actor } from "../actors/actor.js";
import type { Lazy } from "../context/lazy.js";

/** A role as management methods return it. Times are UTC milliseconds. */
export interface Role {
  /** `b:<name>` of a built-in role; 16 base62 characters of a custom one. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
  /** The organization whose keys can have it; null for keys without one, and for built-in roles, which all can have. */
  readonly orgId: string | null;
  readonly builtIn: boolean;
  /** Whether this actor could give the role to a key, in the role's organization; for a built-in one, in some place of its own. */
  readonly grantable: boolean;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly version: number | null;
}

export interface CreateRole {
  /** 1 to 64 characters; unique within its organization, and not a built-in role's. */
  readonly name: string;
  readonly description?: string | undefined;
  readonly permissions: readonly string[];
  /** Comes from the actor when it is not named. */
  readonly orgId?: string | null | undefined;
}

export type UpdateRole = Partial<Omit<CreateRole, "orgId">>;

export interface ListRoles {
  /** Custom roles of this organization only, besides the built-in ones. */
  readonly orgId?: string | undefined;
  /** 1 to 200, default 50. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

export interface RolePage {
  /** The first page begins with the built-in roles, which `limit` does not count. */
  readonly data: readonly Role[];
  readonly nextCursor: string | null;
}

/** Roles; a role is named by its id. Codes besides those of every management method: `not_found`, `role_name_taken`, `role_in_use`, `ceiling_exceeded`, `out_of_reach`. */
export interface RolesApi {
  create(input: Lazy<CreateRole>, actor: Actor): Promise<Role>;
  list(query: Lazy<ListRoles>, actor: Actor): Promise<RolePage>;
  get(id: string, actor: Actor): Promise<Role>;
  /** Changes a custom role, and with it every key that has it. */
  update(id: string, changes: Lazy<UpdateRole>, actor: Actor): Promise<Role>;
  /** Deletes a custom role; `role_in_use` while keys that are not revoked have it. */
  delete(id: string, actor: Actor): Promise<void>;
}
