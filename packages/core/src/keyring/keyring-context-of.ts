import { fullClock, systemClock } from "../clock.js";
import { checkOptionNames } from "../configuration-error.js";
import { digestRegistry } from "../digests/digest-registry.js";
import { peppersOf } from "../digests/peppers.js";
import { catalogueOf } from "../permissions/catalogue.js";
import { sealFor } from "../digests/seal.js";
import { tokenFormat } from "../tokens/token-format.js";
import { changeFeed } from "../context/change-feed.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { tokenSealOf } from "../digests/token-seal.js";
import { memoryLimiter } from "../limits/memory-limiter.js";
import { ownerDirectory } from "../owners/owner-directory.js";
import { carefulPush, NO_PUSH } from "../push/careful-push.js";
import { checkedPolicy } from "../policy/policy.js";
import { checkedScopes } from "../scopes/checked-scopes.js";
import {
  checkedStore,
  checkedEnvironments,
  checkedClock,
  checkedLimiter,
  checkedPush,
  checkedHook,
  checkedCache,
  checkedFailures,
  checkedPrefixes,
  checkedSwitch,
  checkedDigests,
  checkedRoles,
  checkedDeadlines,
} from "./check-options.js";
import type { KeyringOptions } from "./keyring-options.js";

/** Checks the options of a keyring, and resolves them once. */
export function keyringContext(options: KeyringOptions): KeyringContext {
  checkOptionNames("createKeyring", options, OPTIONS);
  const peppers = peppersOf(options.peppers);
  const roles = checkedRoles(options.roles ?? {});
  const environments = checkedEnvironments(options.environments ?? ["live"]);
  const clock = fullClock(checkedClock(options.clock ?? systemClock));
  const deadlines = checkedDeadlines(options.deadlines ?? {});
  const feed = changeFeed();
  return {
    store: checkedStore(options.store),
    clock,
    tokens: tokenFormat(checkedPrefixes(options.prefix ?? "key"), environments),
    digests: digestRegistry(
      peppers,
      checkedDigests(options.digests ?? []),
      options.digest,
      checkedSwitch("acceptUnpeppered", options.acceptUnpeppered ?? false),
    ),
    peppers,
    cursors: sealFor("latchkey list cursor", peppers),
    tokenSeal: tokenSealOf(options.reveal ?? "once"),
    roles,
    catalogue: catalogueOf(options.permissions ?? {}),
    scopes: options.scopes === undefined ? null : checkedScopes(options.scopes, deadlines.manage),
    owners:
      options.owners === undefined
        ? null
        : ownerDirectory(options.owners, { clock, deadline: deadlines.verify, feed }),
    policy: checkedPolicy(options.policy ?? {}, roles),
    environments,
    deadlines,
    cacheSize: checkedCache(options.cache ?? {}),
    limiter: options.limiter === undefined ? memoryLimiter() : checkedLimiter(options.limiter),
    failures: checkedFailures(options.failures ?? { requests: 300, seconds: 60 }),
    push: options.push === undefined ? NO_PUSH : carefulPush(checkedPush(options.push)),
    feed,
    onVerdict: options.onVerdict === undefined ? null : checkedHook(options.onVerdict),
  };
}

const OPTIONS = [
  "store",
  "prefix",
  "peppers",
  "digests",
  "digest",
  "roles",
  "permissions",
  "scopes",
  "owners",
  "policy",
  "environments",
  "acceptUnpeppered",
  "reveal",
  "cache",
  "limiter",
  "failures",
  "push",
  "onVerdict",
  "clock",
  "deadlines",
];
