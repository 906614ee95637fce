import type { Actor } from "../actors/actor.js";
import type { ResolvedActor, ResolvedGrant } from "../actors/resolve-actor.js";
import { actorNow } from "../context/actor-now.js";
import { factsOf } from "../context/facts.js";
import type { KeyringContext } from "../context/keyring-context.js";
import type { ScopeEntry } from "./scopes.js";

/** The organizations and projects that an actor's grants cover: as the application knows them, or as the grants name them. */
export async function scopesOf(ring: KeyringContext, as: Actor): Promise<readonly ScopeEntry[]> {
  const { grants } = await actorNow(ring, as, factsOf(ring));
  if (ring.scopes === null) return namedIn(grants);
  const known = await ring.scopes.list(as);
  return known.flatMap((entry) => coveredOf(entry, grants) ?? []);
}

/** The part of an organization that is covered; undefined when nothing is. */
function coveredOf(entry: ScopeEntry, grants: ResolvedActor["grants"]): ScopeEntry | undefined {
  const here = grants.filter(({ org }) => org === "*" || org === entry.org);
  if (here.some(({ project }) => project === null)) return entry;
  const projects = entry.projects.filter(({ project }) => here.some((grant) => grant.project === project));
  return here.length === 0 ? undefined : { ...entry, projects };
}

/** Neither `"*"` nor null is an organization of its own. */
function namedIn(grants: readonly ResolvedGrant[]): readonly ScopeEntry[] {
  const named = grants.filter(({ org }) => org !== null && org !== "*");
  const orgs = [...new Set(named.map(({ org }) => org as string))];
  return orgs.map((org) => {
    const projects = named.flatMap((grant) =>
      grant.org === org && grant.project !== null ? grant.project : [],
    );
    return { org, projects: projects.map((project) => ({ project })) };
  });
}
