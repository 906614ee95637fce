import { randomUUID } from "node:crypto";

import type { Knex } from "knex";

import type { BundleRow } from "../database/tables.js";

/** Something an organization has published. */
export interface Bundle {
  readonly id: string;
  readonly project_id: string | null;
  readonly name: string;
  readonly created_at: string;
  /** The id of the key that made it. */
  readonly created_by: string;
}

export interface NewBundle {
  readonly orgId: string;
  readonly projectId: string | null;
  readonly name: string;
  readonly keyId: string;
}

/** The bundles of organizations; nothing is read or written without naming whose. */
export interface BundleStore {
  /** The newest hundred; with a project, only its own. */
  list(place: Pick<NewBundle, "orgId" | "projectId">): Promise<readonly Bundle[]>;
  add(bundle: NewBundle): Promise<Bundle>;
}

const PAGE = 100;

export function bundleStore(db: Knex): BundleStore {
  return {
    async list({ orgId, projectId }) {
      const within = { organization_id: orgId, ...(projectId === null ? {} : { project_id: projectId }) };
      const rows = await db("bundles").where(within).orderBy("created_at", "desc").orderBy("id").limit(PAGE);
      return rows.map(bundleOf);
    },

    async add({ orgId, projectId, name, keyId }) {
      const made = { id: randomUUID(), name, created_at: Date.now(), created_by: keyId };
      const row: BundleRow = { ...made, organization_id: orgId, project_id: projectId };
      await db("bundles").insert(row);
      return bundleOf(row);
    },
  };
}

function bundleOf({ id, project_id, name, created_at, created_by }: BundleRow): Bundle {
  return { id, project_id, name, created_at: new Date(Number(created_at)).toISOString(), created_by };
}
