import type { Identity, Keyring } from "@latchkey/core";
import type { Manner, Presentation, ResolvedSources } from "@latchkey/express";

/** What distinguishes one strategy from another. */
export interface StrategyPlan {
  readonly name: string;
  readonly keyring: Keyring;
  /** Only of a strategy that answers for Bearer tokens. */
  readonly identity?: Identity | undefined;
  readonly sources: ResolvedSources;
  /** How the guards behind it refuse, and the realm it challenges with. */
  readonly manner: Manner;
  /** The presentations it answers for; a credential presented otherwise is none to it. */
  readonly own: readonly Presentation[];
}
