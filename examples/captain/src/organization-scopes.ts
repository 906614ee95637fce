import type { Scopes } from "@latchkey/core";
import type { Knex } from "knex";

/** The scopes there are to choose: organizations, and their projects. Of these people see what their grants cover. */
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
      const organizations = await db("organizations").orderBy("id").pluck("id");
      const projects = await db("projects").orderBy("id");
      return organizations.map((org: string) => ({
        org,
        projects: projects
          .filter(({ organization_id }) => organization_id === org)
          .map(({ id }) => ({ project: id })),
      }));
    },
  };
}
