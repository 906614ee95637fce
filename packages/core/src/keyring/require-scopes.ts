import type { KeyringContext } from "../context/keyring-context.js";
import { invalidField } from "../keys/field-errors.js";
import type { KeyRecord } from "../keys/key-record.js";
import { inLanes } from "./in-lanes.js";
import type { NewKeys } from "./new-keys.js";

type Place = Pick<KeyRecord, "orgId" | "projectId">;

/**
 * Refuses organizations and projects that the application does not know. Asked only for places that the actor may
 * make keys in, so that nobody learns from it what there is elsewhere; each place once.
 */
export async function requireScopes(
  { scopes }: Pick<KeyringContext, "scopes">,
  places: readonly Place[],
  { lanes, about }: { readonly lanes: number; readonly about: NewKeys["about"] },
): Promise<void> {
  if (scopes === null) return;
  const { validate } = scopes;
  const asked = new Map<string, Promise<boolean>>();

  function isKnown(org: string, project: string | null): Promise<boolean> {
    const name = JSON.stringify([org, project]);
    const known = asked.get(name) ?? Promise.resolve(validate(org, project));
    asked.set(name, known);
    return known;
  }

  await inLanes(lanes, places, ({ orgId, projectId }, index) =>
    about(index, async () => {
      if (orgId === null || (await isKnown(orgId, projectId))) return;
      throw projectId === null
        ? invalidField(["orgId"], "must be an organization: there is no such one")
        : invalidField(["projectId"], "must be a project of the organization: there is no such one");
    }),
  );
}
