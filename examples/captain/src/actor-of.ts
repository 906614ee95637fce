import { keyActor, type Actor, type Principal } from "@latchkey/core";

/** A key deals with keys of its owner; so does a person, save that an administrator reaches all of the organization. */
export function actorOf(principal: Principal): Actor {
  const actor = keyActor(principal);
  if (actor.kind === "key" || !principal.can("*:*")) return actor;
  return { ...actor, grants: actor.grants.map((grant) => ({ ...grant, reach: "all" })) };
}
