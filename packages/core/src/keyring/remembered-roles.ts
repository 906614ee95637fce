import type { Facts } from "../context/facts.js";

/** The same facts, asking for each role of an organization once, however many keys are to have it. */
export function rememberedRoles(facts: Facts): Facts {
  const asked = new Map<string, Promise<string | null>>();
  return {
    ...facts,
    roleNamed(org, name) {
      const place = JSON.stringify([org, name]);
      const known = asked.get(place) ?? facts.roleNamed(org, name);
      asked.set(place, known);
      return known;
    },
  };
}
