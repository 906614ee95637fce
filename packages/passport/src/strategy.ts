import { ConfigurationError, checkOptionNames, type Identity, type Keyring } from "@latchkey/core";
import {
  checkIdentity,
  checkKeyring,
  resolveRealm,
  resolveSources,
  type CredentialSources,
  type MiddlewareRequest,
  type ResolvedSources,
} from "@latchkey/express";

import { KeyStrategy } from "./key-strategy.js";
import type { StrategyPlan } from "./strategy-plan.js";

export interface StrategyOptions {
  /**
   * Where clients may put a key, for all strategies of the application together; default
   * `{ headers: ["x-api-key"], bearer: true, raw: true }`. Give each strategy the same, so that a request with two
   * credentials is refused whichever is asked.
   */
  readonly sources?: CredentialSources | undefined;
  /** The realm challenges name; default `"api"`. */
  readonly realm?: string | undefined;
}

export interface BearerStrategyOptions extends StrategyOptions {
  /**
   * Checks Bearer tokens that are not in the shape of the keyring's own, such as `jwtIdentity()` of `@latchkey/jwt`.
   * Without it, they are refused as all that is no key.
   */
  readonly identity?: Identity | undefined;
}

/** A strategy as `passport.use()` takes it. */
export interface Strategy {
  readonly name: string;
  authenticate(req: MiddlewareRequest, options?: object): void;
}

/** One kind of strategy: what it is called and what it answers for. */
export interface StrategyKind extends Pick<StrategyPlan, "name" | "own"> {
  /** The function that users call, for messages. */
  readonly factory: string;
  /** The options it knows. */
  readonly options: readonly (keyof BearerStrategyOptions)[];
  /** What the sources must list for it to answer anything. */
  readonly needs: string;
  isServedBy(sources: ResolvedSources): boolean;
}

/** Makes a strategy of a kind, out of options still to be checked. */
export function strategyOf(kind: StrategyKind, keyring: Keyring, options: BearerStrategyOptions): Strategy {
  checkKeyring(kind.factory, keyring);
  checkOptionNames(kind.factory, options, kind.options);
  const sources = resolveSources(options.sources);
  if (!kind.isServedBy(sources)) {
    throw new ConfigurationError(
      "sources",
      `lists nothing that ${kind.factory} reads; it needs ${kind.needs}`,
    );
  }
  return new KeyStrategy({
    name: kind.name,
    own: kind.own,
    keyring,
    identity: checkIdentity(options.identity, sources),
    sources,
    manner: { realm: resolveRealm(options.realm), errors: "problem" },
  });
}
