import { flag, integer, longText, nullable, text, type TableDefinition } from "./table-definition.js";

// Released migrations never change: what comes later is a migration of its own.

const keys: TableDefinition = {
  name: "keys",
  columns: {
    id: text(16),
    number: integer,
    prefix: longText,
    env: longText,
    name: longText,
    name_lower: text(300),
    owner_id: nullable(text(128)),
    org_id: nullable(text(128)),
    project_id: nullable(text(128)),
    role: nullable(text(128)),
    permissions: nullable(longText),
    inherits: flag,
    enabled: flag,
    not_before: nullable(integer),
    expires_at: nullable(integer),
    revoked_at: nullable(integer),
    revoked_reason: nullable(longText),
    digest: longText,
    previous_digest: nullable(longText),
    previous_expires_at: nullable(integer),
    lookup: nullable(text(300)),
    sealed_token: nullable(longText),
    allowed_networks: nullable(longText),
    rate_limit: nullable(longText),
    metadata: longText,
    tags: longText,
    created_at: integer,
    created_by: longText,
    updated_at: integer,
    version: integer,
    live: flag,
  },
  primaryKey: ["id"],
  unique: [["number"], ["lookup"]],
  indexes: [
    ["live", "number"],
    ["live", "name_lower", "number"],
    ["org_id", "live", "number"],
    ["org_id", "live", "name_lower", "number"],
    ["org_id", "project_id", "live", "number"],
    ["owner_id", "live", "number"],
    ["owner_id", "live", "name_lower", "number"],
    ["role"],
  ],
};

const roles: TableDefinition = {
  name: "roles",
  columns: {
    id: text(16),
    org_id: nullable(text(128)),
    name: text(64),
    description: longText,
    permissions: longText,
    created_at: integer,
    updated_at: integer,
    version: integer,
  },
  primaryKey: ["id"],
  unique: [["org_id", "name"]],
};

const changes: TableDefinition = {
  name: "changes",
  columns: {
    seq: integer,
    at: integer,
    actor_kind: longText,
    actor_id: text(128),
    actor_name: nullable(longText),
    action: text(64),
    target: text(128),
    owner_id: nullable(text(128)),
    org_id: nullable(text(128)),
    address: nullable(longText),
    request_id: nullable(longText),
    detail: longText,
    previous_hash: longText,
    hash: longText,
  },
  primaryKey: ["seq"],
  indexes: [
    ["target", "seq"],
    ["actor_id", "seq"],
    ["org_id", "seq"],
  ],
};

const usage: TableDefinition = {
  name: "usage",
  columns: { key_id: text(16), hour: integer, accepted: integer, refused: integer },
  primaryKey: ["key_id", "hour"],
  indexes: [["hour"]],
};

const lastUsed: TableDefinition = {
  name: "last_used",
  columns: {
    key_id: text(16),
    at: integer,
    address: nullable(longText),
    user_agent: nullable(longText),
    old_secret_at: nullable(integer),
  },
  primaryKey: ["key_id"],
};

const head: TableDefinition = {
  name: "head",
  columns: { id: integer, last_seq: integer, last_hash: longText, last_number: integer },
  primaryKey: ["id"],
};

/** The tables of the first release, in their final shape. */
export const firstTables: readonly TableDefinition[] = [keys, roles, changes, usage, lastUsed, head];
