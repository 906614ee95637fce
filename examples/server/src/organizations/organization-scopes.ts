import type { ScopeEntry, Scopes } from "@latchkey/core";
import type { Knex } from "knex";

/** Tells the keyring which organizations and projects there are. It shows of them what the actor's grants cover. */
export function organizationScopes(db: Knex): Scopes {
  return {
    async validate(org, project) {
      const found =
        project === null
          ? await db("organizations").where({ id: org }).first()
          : await db("projects").where({ organization_id: org, id: project }).first();
      return found !== undefined;
    },

    async list() {
      const organizations = await db("organizations").orderBy("id");
      const projects = await db("projects").orderBy("id");
      return organizations.map(({ id, name }): ScopeEntry => ({
        org: id,
        name,
        projects: projects
          .filter(({ organization_id }) => organization_id === id)
          .map((project) => ({ project: project.id, name: project.name })),
      }));
    },
  };
}
