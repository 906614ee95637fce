import type { ScopeEntry } from "@latchkey/core";
import * as z from "zod";

const name = z.string().nullable().meta({ description: "What people call it." });

export const scopesSchema = z
  .strictObject({
    data: z.array(
      z.strictObject({
        org_id: z.string(),
        name,
        projects: z.array(z.strictObject({ project_id: z.string(), name })),
      }),
    ),
  })
  .meta({ id: "Scopes", description: "Organizations and their projects." });

/** The JSON of an actor's organizations and projects. */
export function scopesJson(scopes: readonly ScopeEntry[]): z.output<typeof scopesSchema> {
  return {
    data: scopes.map(({ org, name = null, projects }) => ({
      org_id: org,
      name,
      projects: projects.map(({ project, name = null }) => ({ project_id: project, name })),
    })),
  };
}
