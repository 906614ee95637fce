import type { components } from "../api/admin-api.ts";
import type { ApiKey } from "../api/api.ts";

export type Scopes = components["schemas"]["Scopes"]["data"];

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Organizations to choose from, by name; with one that is chosen already, though it may not be among them. */
export function organizationOptions(scopes: Scopes, chosen?: string): Option[] {
  const known = scopes.map(({ org_id, name }) => ({ value: org_id, label: name ?? org_id }));
  const missing = chosen !== undefined && !known.some(({ value }) => value === chosen);
  return missing ? [...known, { value: chosen, label: chosen }] : known;
}

export function projectOptions(scopes: Scopes, orgId: string | null | undefined): Option[] {
  const projects = scopes.find(({ org_id }) => org_id === orgId)?.projects ?? [];
  return projects.map(({ project_id, name }) => ({ value: project_id, label: name ?? project_id }));
}

/** Where a key belongs, in names: `Acme / Website`. */
export function scopeText(
  { org_id, project_id }: Pick<ApiKey, "org_id" | "project_id">,
  scopes: Scopes,
): string {
  if (org_id === null) return "No organization";
  const organization = scopes.find((scope) => scope.org_id === org_id);
  const name = organization?.name ?? org_id;
  if (project_id === null) return name;
  const project = organization?.projects.find((candidate) => candidate.project_id === project_id);
  return `${name} / ${project?.name ?? project_id}`;
}
