import { keyRules } from "../keys/key-rules.js";
import type { ScopeEntry } from "./scopes.js";

type Fields = Readonly<Record<string, unknown>>;

/** What an application has answered, as a copy: what is checked is what is shown. Undefined for anything else. */
export function scopeEntries(given: unknown): readonly ScopeEntry[] | undefined {
  return listOf(given, scopeEntry);
}

function scopeEntry(given: unknown): ScopeEntry | undefined {
  const { org, name, projects } = (given ?? {}) as Fields;
  const within = listOf(projects, projectEntry);
  if (keyRules.orgId(org) !== undefined || within === undefined || !isName(name)) return undefined;
  return { org: org as string, ...(name !== undefined && { name }), projects: within };
}

function projectEntry(given: unknown): ScopeEntry["projects"][number] | undefined {
  const { project, name } = (given ?? {}) as Fields;
  if (keyRules.projectId(project) !== undefined || !isName(name)) return undefined;
  return { project: project as string, ...(name !== undefined && { name }) };
}

function isName(name: unknown): name is string | undefined {
  return name === undefined || typeof name === "string";
}

/** Undefined when any entry is none. */
function listOf<T>(given: unknown, read: (entry: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(given)) return undefined;
  const entries = Array.from(given, read).filter((entry) => entry !== undefined);
  return entries.length === given.length ? entries : undefined;
}
