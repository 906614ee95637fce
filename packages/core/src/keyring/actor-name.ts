import type { ResolvedActor } from "../actors/resolve-actor.js";

/** How `createdBy` names an actor: `user:<id>`, `key:<id>` or `system:<name>`. */
export function actorName(actor: Pick<ResolvedActor, "kind" | "id">): string {
  return `${actor.kind}:${actor.id}`;
}
