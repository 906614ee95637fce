// Made by describe-api.mjs; `npm run api` makes it again.
export interface paths {
  "/keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List keys
     * @description The keys that the actor's grants cover, a page at a time. Needs the permission `api-keys:read`.
     */
    get: operations["listKeys"];
    put?: never;
    /**
     * Create a key
     * @description The token is in this answer and, unless tokens are retrievable, nowhere else. Needs the permission `api-keys:create`.
     */
    post: operations["createKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/keys/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a key
     * @description Needs the permission `api-keys:read`.
     */
    get: operations["getKey"];
    put?: never;
    post?: never;
    /**
     * Revoke a key
     * @description For good: it is refused at once, and stays to be read. Revoking it again does nothing. Needs the permission `api-keys:revoke`.
     */
    delete: operations["revokeKey"];
    options?: never;
    head?: never;
    /**
     * Change a key
     * @description What is not named stays as it is. With `If-Match` only the version it names is changed. Needs the permission `api-keys:update`.
     */
    patch: operations["updateKey"];
    trace?: never;
  };
  "/keys/{id}/rotate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give a key a new token
     * @description The old token works on while the overlap lasts. Until then the key can be rotated again only with an `overlap` of 0, which ends both older tokens. Needs the permission `api-keys:rotate`.
     */
    post: operations["rotateKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/keys/{id}/end-overlap": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End a rotation's overlap
     * @description The old token is refused at once. Without an overlap nothing changes. Needs the permission `api-keys:rotate`.
     */
    post: operations["endOverlap"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/keys/{id}/reveal": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Show a key's token again
     * @description Where the application keeps tokens retrievable. Each time is recorded. Needs the permission `api-keys:reveal`.
     */
    post: operations["revealToken"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/keys/{id}/usage": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read how often a key was used
     * @description Needs the permission `api-keys:read`.
     */
    get: operations["getUsage"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/changes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read what was done
     * @description The changes that the actor's grants cover, newest first, a page at a time. Needs the permission `api-changes:read`.
     */
    get: operations["listChanges"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/changes/verification": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Check that the record of changes is as it was written
     * @description Reads all of it, and so wants a grant for "*". Needs the permission `api-changes:read`.
     */
    get: operations["verifyChanges"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/roles": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List roles
     * @description The built-in roles and those of the organizations that the actor's grants cover. Needs the permission `api-roles:read`.
     */
    get: operations["listRoles"];
    put?: never;
    /**
     * Create a role
     * @description It takes every permission that the role will have. Needs the permission `api-roles:write`.
     */
    post: operations["createRole"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/roles/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read a role
     * @description Needs the permission `api-roles:read`.
     */
    get: operations["getRole"];
    put?: never;
    post?: never;
    /**
     * Delete a role
     * @description A custom one that no key has; revoked keys do not count. Needs the permission `api-roles:write`.
     */
    delete: operations["deleteRole"];
    options?: never;
    head?: never;
    /**
     * Change a role
     * @description A custom one, and with it every key that has it. It takes every permission that the role had and will have. What is not named stays as it is. Needs the permission `api-roles:write`.
     */
    patch: operations["updateRole"];
    trace?: never;
  };
  "/permissions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the permissions there are to give
     * @description Any actor may ask.
     */
    get: operations["listPermissions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/scopes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the actor's organizations and projects
     * @description Any actor may ask.
     */
    get: operations["listScopes"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/self": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who is asking
     * @description Any actor may ask.
     */
    get: operations["getSelf"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/introspect": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask what a token may do
     * @description RFC 7662, for services that are shown tokens. Asking is no use of the key. Whatever is not the token of an active key that the actor may ask about is `active: false`, and no word on why. Needs the permission `api-keys:introspect`.
     */
    post: operations["introspectToken"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/openapi.json": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * This document
     * @description Anybody may ask.
     */
    get: operations["getOpenApi"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description What is not named of organization, project and owner comes from the actor. */
    CreateKey: {
      /**
       * @description What people call the key; need not be unique.
       * @example Nightly build
       */
      name?: string;
      org_id?: string | null;
      project_id?: string | null;
      owner_id?: string | null;
      role?: string | null;
      permissions?: string[] | null;
      /** @description Has its owner's permissions of the moment, in place of a role and its own. */
      inherits?: boolean;
      not_before?: string | null;
      expires_at?: string | null;
      allowed_networks?: string[] | null;
      rate_limit?: components["schemas"]["RateLimit"] | null;
      /**
       * @description Whatever the application wants to keep with the key: JSON of 4096 bytes at most.
       * @example {
       *       "ticket": "OPS-42"
       *     }
       */
      metadata?: {
        [key: string]: unknown;
      };
      /**
       * @description Words to find the key by.
       * @example [
       *       "ci"
       *     ]
       */
      tags?: string[];
      /**
       * @description The environment of the key; default: the application's first.
       * @enum {string}
       */
      env?: "live" | "test";
    };
    /**
     * @description So many requests in so many seconds.
     * @example {
     *       "requests": 100,
     *       "seconds": 60
     *     }
     */
    RateLimit: {
      requests: number;
      seconds: number;
    };
    /** @description What is not named stays as it is. */
    UpdateKey: {
      /**
       * @description What people call the key; need not be unique.
       * @example Nightly build
       */
      name?: string;
      /** @description A disabled key is refused until it is enabled again. */
      enabled?: boolean;
      role?: string | null;
      permissions?: string[] | null;
      /** @description Has its owner's permissions of the moment, in place of a role and its own. */
      inherits?: boolean;
      not_before?: string | null;
      expires_at?: string | null;
      allowed_networks?: string[] | null;
      rate_limit?: components["schemas"]["RateLimit"] | null;
      /**
       * @description Whatever the application wants to keep with the key: JSON of 4096 bytes at most.
       * @example {
       *       "ticket": "OPS-42"
       *     }
       */
      metadata?: {
        [key: string]: unknown;
      };
      /**
       * @description Words to find the key by.
       * @example [
       *       "ci"
       *     ]
       */
      tags?: string[];
    };
    /** @description What is not named is as the application's policy has it. */
    RotateKey: {
      /**
       * @description Seconds for which the old token goes on working, never past the key's expiry; 0 ends it at once.
       * @example 3600
       */
      overlap?: number;
    };
    /** @description Nothing: `{}`. */
    NoFields: Record<string, never>;
    CreateRole: {
      /**
       * @description Unique within its organization, and not a built-in role's.
       * @example deployer
       */
      name: string;
      /** @description What the role is for; can be empty. */
      description?: string;
      /**
       * @description Permissions of the key's own, as "resource:action"; an empty list grants nothing.
       * @example [
       *       "bundles:read"
       *     ]
       */
      permissions: string[];
      org_id?: string | null;
    };
    /** @description What is not named stays as it is. */
    UpdateRole: {
      /**
       * @description Unique within its organization, and not a built-in role's.
       * @example deployer
       */
      name?: string;
      /** @description What the role is for; can be empty. */
      description?: string;
      /**
       * @description Permissions of the key's own, as "resource:action"; an empty list grants nothing.
       * @example [
       *       "bundles:read"
       *     ]
       */
      permissions?: string[];
    };
    /** @description RFC 7662 §2.1. */
    IntrospectToken: {
      /** @description As a client has presented it, without a scheme. */
      token: string;
      /** @description There is one kind of token here: not looked at. */
      token_type_hint?: string;
    };
    /** @description May hold fewer keys than asked for, even none, and still have a `next_cursor`. */
    KeyPage: {
      data: components["schemas"]["ApiKey"][];
      /** @description What to send as `cursor` for the next page; null at the end. */
      next_cursor: string | null;
    };
    /** @description A key as people see it. It holds neither the token nor its secret. */
    ApiKey: {
      /** @description 16 base62 characters, public. */
      id: string;
      /** @description 1, 2, 3 …: the order of creation. */
      number: number;
      name: string;
      /**
       * @description The public beginning of the token.
       * @example acme_live_7Fq2…
       */
      hint: string;
      /** @enum {string} */
      env: "live" | "test";
      org_id: string | null;
      project_id: string | null;
      owner_id: string | null;
      role: string | null;
      permissions: string[] | null;
      /** @description Whether it has its owner's permissions of the moment, in place of a role and its own. */
      inherits: boolean;
      /**
       * @description The first that holds of revoked, expired, disabled, scheduled, active.
       * @enum {string}
       */
      status: "active" | "scheduled" | "disabled" | "expired" | "revoked";
      enabled: boolean;
      not_before: string | null;
      expires_at: string | null;
      revoked_at: string | null;
      /** @description Up to some ten seconds behind. */
      last_used_at: string | null;
      /**
       * @description Where requests must come from; null for anywhere.
       * @example [
       *       "10.0.0.0/8"
       *     ]
       */
      allowed_networks: string[] | null;
      rate_limit: components["schemas"]["RateLimit"] | null;
      metadata: {
        [key: string]: unknown;
      };
      tags: string[];
      /**
       * Format: date-time
       * @example 2027-01-01T00:00:00.000Z
       */
      created_at: string;
      /**
       * @description Who made it.
       * @example user:u-17
       */
      created_by: string;
      /**
       * Format: date-time
       * @example 2027-01-01T00:00:00.000Z
       */
      updated_at: string;
      /** @description While the token from before a rotation still works. */
      rotation: {
        /**
         * Format: date-time
         * @description From then on the old token is refused.
         * @example 2027-01-01T00:00:00.000Z
         */
        overlap_ends_at: string;
        old_secret_last_used_at: string | null;
      } | null;
    };
    /** @description A problem document (RFC 9457). */
    Problem: {
      /**
       * Format: uri
       * @example urn:latchkey:problem:not_found
       */
      type: string;
      title: string;
      status: number;
      /** @description What was wrong and what to do about it, for people. */
      detail: string;
      /**
       * @description What programs look at.
       * @example not_found
       */
      code: string;
      request_id: string;
      /** @description The fields that are wrong. */
      errors?: {
        /**
         * @description Leads to the field.
         * @example permissions[2]
         */
        path: string;
        message: string;
      }[];
    };
    /** @description Unless tokens are retrievable, the token is shown this once. */
    IssuedKey: {
      key: components["schemas"]["ApiKey"];
      /** @description What a client presents. */
      token: string;
    };
    RevealedToken: {
      /** @description What a client presents. */
      token: string;
    };
    /** @description The hours or days in which the key was used, oldest first. */
    Usage: {
      data: {
        /**
         * Format: date-time
         * @description When the hour or the day begins, in UTC.
         * @example 2027-01-01T00:00:00.000Z
         */
        at: string;
        accepted: number;
        /** @description Requests with the right token that were refused. */
        refused: number;
      }[];
    };
    /** @description Newest first. May hold fewer than asked for, even none, and still have a `next_cursor`. */
    ChangePage: {
      data: components["schemas"]["Change"][];
      /** @description What to send as `cursor` for the next page; null at the end. */
      next_cursor: string | null;
    };
    /** @description One recorded operation. It never holds a token. */
    Change: {
      /** @description 1, 2, 3 … in the order in which they happened. */
      seq: number;
      /**
       * Format: date-time
       * @example 2027-01-01T00:00:00.000Z
       */
      at: string;
      /** @enum {string} */
      action:
        | "key.created"
        | "key.updated"
        | "key.rotated"
        | "key.overlap_ended"
        | "key.revoked"
        | "key.purged"
        | "tokens_revealed"
        | "role.created"
        | "role.updated"
        | "role.deleted"
        | "owner.changed"
        | "changes.pruned";
      /** @description The id of what was changed: a key, a role or an owner. */
      target: string;
      /** @enum {string} */
      actor_kind: "user" | "key" | "system";
      actor_id: string;
      actor_name: string | null;
      owner_id: string | null;
      org_id: string | null;
      project_id: string | null;
      /** @description Where the request came from. */
      address: string | null;
      request_id: string | null;
      /**
       * @description The fields that have changed, as they were; null for what is new.
       * @example {
       *       "enabled": true
       *     }
       */
      before: {
        [key: string]: unknown;
      } | null;
      /**
       * @description The same fields as they are then, all of them for what is new; null for what is gone.
       * @example {
       *       "enabled": false
       *     }
       */
      after: {
        [key: string]: unknown;
      } | null;
      /**
       * @description Further facts.
       * @example {
       *       "reason": "leaked in a log"
       *     }
       */
      note: {
        [key: string]: unknown;
      };
      /** @description Chains it to the change before. */
      hash: string;
    };
    /** @description Whether the record of changes is as it was written. */
    Verification:
      | {
          /** @constant */
          ok: true;
          /** @description How many changes were examined. */
          examined: number;
          /** @description The end of the chain. Kept outside of the database and sent with a later question, it shows that nothing was cut off. */
          checkpoint: {
            seq: number;
            hash: string;
          };
        }
      | {
          /** @constant */
          ok: false;
          /** @description The first change that is not as it was written, or the place where one is missing. */
          seq: number;
          /** @enum {string} */
          fault: "edited" | "missing" | "reordered" | "cut";
          /** @description A sentence for people. */
          detail: string;
        };
    /** @description The first page begins with the built-in roles, which `limit` does not count. */
    RolePage: {
      data: components["schemas"]["Role"][];
      /** @description What to send as `cursor` for the next page; null at the end. */
      next_cursor: string | null;
    };
    /** @description A named set of permissions. */
    Role: {
      /** @description `b:<name>` of a built-in role, otherwise 16 base62 characters. */
      id: string;
      name: string;
      description: string;
      permissions: string[];
      /** @description The organization whose keys can have it; null for keys without one. */
      org_id: string | null;
      /** @description Comes with the application: all keys can have it, and nobody can change it. */
      built_in: boolean;
      /** @description Whether this actor can give it to keys. */
      grantable: boolean;
      created_at: string | null;
      updated_at: string | null;
    };
    /** @description The application's permissions and those of key management. */
    Permissions: {
      data: {
        /** @example bundles:read */
        permission: string;
        description: string;
      }[];
    };
    /** @description Organizations and their projects. */
    Scopes: {
      data: {
        org_id: string;
        /** @description What people call it. */
        name: string | null;
        projects: {
          project_id: string;
          /** @description What people call it. */
          name: string | null;
        }[];
      }[];
    };
    /** @description Who is asking. */
    Self: {
      /** @enum {string} */
      kind: "user" | "key";
      id: string;
      name: string | null;
      grants: components["schemas"]["Grant"][];
      /** @description The key, if the actor is one. */
      key: components["schemas"]["ApiKey"] | null;
    };
    /** @description What an actor may do within one organization or project. */
    Grant: {
      /** @description An organization, null for keys without one, or "*" for all. */
      org: string | null;
      project: string | null;
      permissions: string[];
      role: string | null;
      /**
       * @description own: keys of the actor's own owner id; all: every key it covers.
       * @enum {string}
       */
      reach: "own" | "all";
    };
    /** @description Members of RFC 7662 §2.2, and the key's own. */
    ActiveToken: {
      /** @constant */
      active: true;
      /** @constant */
      token_type: "Bearer";
      /**
       * @description The permissions, with spaces between them; a `*` stands for any resource or action.
       * @example bundles:read logs:*
       */
      scope: string;
      /** @description The owner of the key, if it has one. */
      sub?: string;
      /** @description The id of the key; a rotation does not change it. */
      jti: string;
      /** @description When the key was created. */
      iat: number;
      /** @description The key is valid from then on. */
      nbf?: number;
      /** @description When the token ends: with the key, or with the overlap of a rotation. */
      exp?: number;
      name: string;
      number: number;
      /** @enum {string} */
      env: "live" | "test";
      org_id: string | null;
      project_id: string | null;
      /** @description Where requests must come from, null for anywhere; for whoever lets the token in to check. */
      allowed_networks: string[] | null;
      rate_limit: components["schemas"]["RateLimit"] | null;
    };
    InactiveToken: {
      /** @constant */
      active: false;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listKeys: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        org_id?: string;
        project_id?: string;
        owner_id?: string;
        role?: string;
        status?: "active" | "scheduled" | "disabled" | "expired" | "revoked";
        q?: string;
        sort?: "-created_at" | "created_at" | "name";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["KeyPage"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`, `invalid_cursor`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createKey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CreateKey"];
      };
    };
    responses: {
      /** @description The key and its token. */
      201: {
        headers: {
          /** @description Where the key can be read. */
          Location: string;
          /** @description The key's version, for `If-Match`. */
          ETag: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["IssuedKey"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`, `invalid_request`, `grant_required`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`, `cross_site_request`, `out_of_reach`, `ceiling_exceeded`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `quota_exceeded`. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `body_too_large`. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `unsupported_media_type`. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`, `store_busy`, `busy`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description A key: its id, or its number. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The key. */
      200: {
        headers: {
          /** @description The key's version, for `If-Match`. */
          ETag: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ApiKey"];
        };
      };
      /** @description Code `unknown_field`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `not_found`. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revokeKey: {
    parameters: {
      query?: {
        reason?: string;
      };
      header?: never;
      path: {
        /** @description A key: its id, or its number. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The key is revoked. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Code `unknown_field`, `invalid_field`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`, `cross_site_request`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `not_found`. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`, `store_busy`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  updateKey: {
    parameters: {
      query?: never;
      header?: {
        "If-Match"?: string;
      };
      path: {
        /** @description A key: its id, or its number. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["UpdateKey"];
      };
    };
    responses: {
      /** @description The key as it is now. */
      200: {
        headers: {
          /** @description The key's version, for `If-Match`. */
          ETag: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ApiKey"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`, `invalid_request`, `grant_required`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`, `cross_site_request`, `ceiling_exceeded`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `not_found`. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `key_revoked`. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `version_mismatch`. */
      412: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `body_too_large`. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `unsupported_media_type`. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`, `store_busy`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  rotateKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description A key: its id, or its number. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["RotateKey"];
      };
    };
    responses: {
      /** @description The key and its new token. */
      200: {
        headers: {
          /** @description The key's version, for `If-Match`. */
          ETag: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["IssuedKey"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`, `invalid_request`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`, `cross_site_request`, `ceiling_exceeded`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `not_found`. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `rotation_in_progress`, `key_revoked`, `key_expired`. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `body_too_large`. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `unsupported_media_type`. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`, `store_busy`, `busy`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  endOverlap: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description A key: its id, or its number. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["NoFields"];
      };
    };
    responses: {
      /** @description The key as it is now. */
      200: {
        headers: {
          /** @description The key's version, for `If-Match`. */
          ETag: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ApiKey"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`, `invalid_request`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`, `cross_site_request`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `not_found`. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `key_revoked`. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `body_too_large`. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `unsupported_media_type`. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`, `store_busy`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revealToken: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description A key: its id, or its number. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["NoFields"];
      };
    };
    responses: {
      /** @description The token. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RevealedToken"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`, `invalid_request`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`, `cross_site_request`, `ceiling_exceeded`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `not_found`. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `key_revoked`, `key_expired`, `token_not_retrievable`. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `body_too_large`. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `unsupported_media_type`. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`, `store_busy`, `busy`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getUsage: {
    parameters: {
      query?: {
        from?: string;
        to?: string;
        bucket?: "hour" | "day";
      };
      header?: never;
      path: {
        /** @description A key: its id, or its number. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Counts by hour or day. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Usage"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `not_found`. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listChanges: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        key_id?: string;
        actor_id?: string;
        action?:
          | "key.created"
          | "key.updated"
          | "key.rotated"
          | "key.overlap_ended"
          | "key.revoked"
          | "key.purged"
          | "tokens_revealed"
          | "role.created"
          | "role.updated"
          | "role.deleted"
          | "owner.changed"
          | "changes.pruned";
        from?: string;
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChangePage"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`, `invalid_cursor`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  verifyChanges: {
    parameters: {
      query?: {
        seq?: number;
        hash?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was found. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Verification"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listRoles: {
    parameters: {
      query?: {
        limit?: number;
        cursor?: string;
        org_id?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RolePage"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`, `invalid_cursor`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createRole: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CreateRole"];
      };
    };
    responses: {
      /** @description The role. */
      201: {
        headers: {
          /** @description Where the key can be read. */
          Location: string;
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Role"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`, `invalid_request`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`, `cross_site_request`, `out_of_reach`, `ceiling_exceeded`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `role_name_taken`, `quota_exceeded`. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `body_too_large`. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `unsupported_media_type`. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`, `store_busy`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getRole: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description A role: its id, `b:<name>` for a built-in one. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The role. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Role"];
        };
      };
      /** @description Code `unknown_field`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `not_found`. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteRole: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description A role: its id, `b:<name>` for a built-in one. */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The role is gone. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Code `unknown_field`, `invalid_request`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`, `cross_site_request`, `ceiling_exceeded`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `not_found`. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `role_in_use`. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`, `store_busy`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  updateRole: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description A role: its id, `b:<name>` for a built-in one. */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["UpdateRole"];
      };
    };
    responses: {
      /** @description The role as it is now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Role"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`, `invalid_request`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`, `cross_site_request`, `ceiling_exceeded`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `not_found`. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `role_name_taken`. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `body_too_large`. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `unsupported_media_type`. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`, `store_busy`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listPermissions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Permissions"];
        };
      };
      /** @description Code `unknown_field`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listScopes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of them. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Scopes"];
        };
      };
      /** @description Code `unknown_field`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getSelf: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The actor, its grants, and its key if it is one. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Self"];
        };
      };
      /** @description Code `unknown_field`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  introspectToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/x-www-form-urlencoded": components["schemas"]["IntrospectToken"];
        "application/json": components["schemas"]["IntrospectToken"];
      };
    };
    responses: {
      /** @description What the token stands for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ActiveToken"] | components["schemas"]["InactiveToken"];
        };
      };
      /** @description Code `unknown_field`, `invalid_field`, `invalid_request`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `credentials_required`, `invalid_token`, `key_expired`, `key_revoked`, `key_disabled`, `key_not_yet_valid`, `owner_inactive`. */
      401: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate": string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `network_not_allowed`, `insufficient_permissions`, `cross_site_request`. */
      403: {
        headers: {
          /** @description A Bearer challenge (RFC 6750 §3). */
          "WWW-Authenticate"?: string;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `body_too_large`. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `unsupported_media_type`. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Code `identity_unavailable`, `store_unavailable`, `store_busy`, `busy`. */
      503: {
        headers: {
          /** @description Seconds after which to try again. */
          "Retry-After": number;
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getOpenApi: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description OpenAPI 3.1. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            [key: string]: unknown;
          };
        };
      };
      /** @description Code `unknown_field`. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
}
