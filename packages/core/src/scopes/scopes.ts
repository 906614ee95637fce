import type { Actor } from "../actors/actor.js";

/** An organization and its projects, as `GET /scopes` shows them. */
export interface ScopeEntry {
  readonly org: string;
  /** What people call it. */
  readonly name?: string;
  readonly projects: readonly { readonly project: string; readonly name?: string }[];
}

/** What the application knows of organizations and projects. */
export interface Scopes {
  /** Whether there is such a place; asked when a key is made with an organization. Failing is 503. */
  readonly validate: (org: string, project: string | null) => boolean | Promise<boolean>;
  /** The organizations and projects of an actor. Failing is 503. */
  readonly list: (actor: Actor) => readonly ScopeEntry[] | Promise<readonly ScopeEntry[]>;
}
