import type { Actor } from "../actors/actor.js";
import type { Lazy } from "../context/lazy.js";
import type { NoOptions } from "../keyring/no-options.js";

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
  /** Whether this actor could give the role to a key, in the role's organization; for a built-in one, in some place of its own. Never once a built-in role has taken its name. */
  readonly grantable: boolean;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly version: number | null;
}

export interface CreateRole {
  /** 1 to 64 characters; unique within its organization, and not a built-in role's. */
  readonly name: string;
  /** Up to 200 characters; default none. */
  readonly description?: string | undefined;
  /** Up to 100; `[]` grants nothing. */
  readonly permissions: readonly string[];
  /** Comes from the actor when it is not named. */
  readonly orgId?: string | null | undefined;
}

export type UpdateRole = {
  readonly [Field in Exclude<keyof CreateRole, "orgId">]?: CreateRole[Field] | undefined;
};

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

/**
 * Roles; a role is named by its id. Reading needs `api-roles:read`, writing `api-roles:write` and every permission that
 * the role has and will have, in the grant that covers its organization: that of a project does not. Built-in roles are
 * seen with `api-roles:read` anywhere, and changed by nobody: `invalid_request`.
 *
 * Codes besides those of every management method: `not_found`, `insufficient_permissions`, `unknown_field`,
 * `invalid_field`, `ceiling_exceeded`.
 *
 * @example
 * const { id } = await keyring.roles.create({ name: "ops", permissions: ["bundles:*"], orgId: "acme" }, actor);
 * await keyring.create({ orgId: "acme", role: "ops" }, actor);
 * await keyring.roles.update(id, { permissions: ["bundles:read"] }, actor);
 */
export interface RolesApi {
  /** Makes a custom role for the keys of one organization, which has 100 at most: `quota_exceeded`. Also `role_name_taken`, `out_of_reach`. */
  create(input: Lazy<CreateRole>, actor: Actor): Promise<Role>;
  /** One page, the built-in roles first, then custom ones in the order of their ids. Also `invalid_cursor`. */
  list(query: Lazy<ListRoles>, actor: Actor): Promise<RolePage>;
  get(id: string, actor: Actor): Promise<Role>;
  /** Changes a custom role, and with it every key that has it. One that changes nothing writes nothing. Also `role_name_taken`. */
  update(id: string, changes: Lazy<UpdateRole>, actor: Actor): Promise<Role>;
  /** Deletes a custom role; `role_in_use` while keys that are not revoked have it. */
  delete(id: string, actor: Actor, options?: Lazy<NoOptions>): Promise<void>;
}
