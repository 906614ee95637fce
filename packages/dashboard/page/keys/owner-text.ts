import type { Self } from "../api/api.ts";

/** The page knows nobody by name but whoever is signed in. */
export function ownerText(id: string | null, self: Self): string {
  if (id === null) return "nobody";
  return id === self.id ? "you" : id;
}
