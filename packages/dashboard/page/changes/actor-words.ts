import type { Change } from "../api/api.ts";
import { plain } from "./quoted.ts";

type Actor = Pick<Change, "actor_kind" | "actor_id" | "actor_name">;

/** Who did it, within a sentence. */
export function actorWords({ actor_kind, actor_id, actor_name }: Actor): string {
  if (actor_kind === "key") return `the key ${actor_id}`;
  if (actor_kind === "system") return `the system (${actor_id})`;
  return plain(actor_name ?? actor_id);
}

/** The same at its beginning. People are written as they write themselves. */
export function actorOpening(actor: Actor): string {
  const words = actorWords(actor);
  return actor.actor_kind === "user" ? words : words.charAt(0).toUpperCase() + words.slice(1);
}
