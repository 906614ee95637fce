import type { Knex } from "knex";

/** A person who can sign in. */
export interface UserRow {
  id: string;
  email: string;
  name: string;
  password_hash: string;
  /** null: the operator, who is over all organizations. */
  organization_id: string | null;
  /** Who is not can neither sign in nor use keys; SQLite and MySQL say 0 and 1. */
  active: boolean | number;
}

export interface OrganizationRow {
  id: string;
  name: string;
}

export interface ProjectRow {
  id: string;
  organization_id: string;
  name: string;
}

export interface SessionRow {
  id_hash: string;
  data: string;
  /** UTC milliseconds, as PostgreSQL's driver gives them: a string. */
  expires_at: number | string;
}

export interface BundleRow {
  id: string;
  organization_id: string;
  project_id: string | null;
  name: string;
  /** UTC milliseconds. */
  created_at: number | string;
  /** The id of the key that made it. */
  created_by: string;
}

declare module "knex/types/tables.js" {
  interface Tables {
    users: UserRow;
    organizations: OrganizationRow;
    projects: ProjectRow;
    sessions: SessionRow;
    bundles: BundleRow;
  }
}

type Build = (table: Knex.CreateTableBuilder) => void;

/** The application's own tables, in the order in which they are made. Latchkey keeps its own beside them. */
export const tables: Readonly<Record<string, Build>> = {
  organizations(table) {
    table.string("id", 128).primary();
    table.string("name", 100).notNullable();
  },
  projects(table) {
    table.string("organization_id", 128).notNullable().references("organizations.id");
    table.string("id", 128).notNullable();
    table.string("name", 100).notNullable();
    table.primary(["organization_id", "id"]);
  },
  users(table) {
    table.string("id", 36).primary();
    table.string("email", 254).notNullable().unique();
    table.string("name", 100).notNullable();
    table.string("password_hash", 60).notNullable();
    table.string("organization_id", 128).references("organizations.id");
  },
  sessions(table) {
    table.string("id_hash", 64).primary();
    table.text("data").notNullable();
    table.bigInteger("expires_at").notNullable().index();
  },
  bundles(table) {
    table.string("id", 36).primary();
    table.string("organization_id", 128).notNullable();
    table.string("project_id", 128);
    table.string("name", 100).notNullable();
    table.bigInteger("created_at").notNullable();
    table.string("created_by", 16).notNullable();
    table.index(["organization_id", "created_at"]);
  },
};

/** Columns that came later: their table and what they are. */
export const columns: Readonly<Record<string, { readonly table: string; readonly build: Build }>> = {
  "users.active": {
    table: "users",
    build: (table) => void table.boolean("active").notNullable().defaultTo(true),
  },
};
