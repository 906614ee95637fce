import type { KeyRecord } from "../../keys/key-record.js";
import { sampleKey } from "./sample-records.js";

export const ORGS: readonly (string | null)[] = [null, "acme", "ACME", "acmé", "acme-2", "0", "😀"];
export const OWNERS: readonly (string | null)[] = [null, "user-1", "USER-1", "1"];
export const PROJECTS: readonly (string | null)[] = [null, "web", "Web"];
export const ROLES: readonly (string | null)[] = [null, "c:reader", "c:READER", "b:reader", "c:reader "];

/** Keys of every combination of places, each live and revoked, with names that sort differently from their numbers. */
export function keysOfManyPlaces(): KeyRecord[] {
  const places = ORGS.flatMap((orgId) =>
    PROJECTS.map((projectId) => ({ orgId, projectId: orgId && projectId })),
  );
  return places
    .flatMap((place) => OWNERS.map((ownerId) => ({ ...place, ownerId })))
    .flatMap((place) => [null, 1_700_000_000_000].map((revokedAt) => ({ ...place, revokedAt })))
    .map((fields, index) => {
      const number = index + 1;
      const id = `${"aBcDeF"[index % 6] ?? ""}xyz${String(number).padStart(12, "0")}`;
      const role = ROLES[Math.floor(index / 2) % ROLES.length] ?? null;
      return sampleKey(number, { ...fields, id, role, name: `Key ${(number * 7) % 10}` });
    });
}
