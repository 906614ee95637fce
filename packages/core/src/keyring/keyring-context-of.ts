import { fullClock, systemClock } from "../clock.js";
import { checkOptionNames, ConfigurationError } from "../configuration-error.js";
import { digestRegistry } from "../digests/digest-registry.js";
import { foreignKinds } from "../foreign/foreign-kinds.js";
import { peppersOf } from "../digests/peppers.js";
import { catalogueOf } from "../permissions/catalogue.js";
import { sealFor } from "../digests/seal.js";
import { opaqueTokens } from "../tokens/opaque-tokens.js";
import { tokensOf } from "../tokens/tokens.js";
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
  checkedFormat,
  checkedRoles,
  checkedDeadlines,
} from "./check-options.js";
import type { TokenFormat } from "../tokens/token-format.js";
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
  const format = options.format === undefined ? null : checkedFormat(options.format);
  const foreign = foreignKinds(options.foreign ?? [], peppers);
  const reveal = options.reveal ?? "once";
  const digests = digestRegistry(peppers, checkedDigests(options.digests ?? []), {
    digest: options.digest,
    acceptUnpeppered: checkedSwitch("acceptUnpeppered", options.acceptUnpeppered ?? false),
    format,
    imported: foreign.names.length > 0,
  });
  const opaque = opaqueTokens(checkedPrefixes(options.prefix ?? "key"), environments);
  return {
    store: checkedStore(options.store),
    clock,
    tokens: tokensOf({ opaque, format, foreign, digests }),
    foreign,
    digests,
    peppers,
    cursors: sealFor("latchkey list cursor", peppers),
    tokenSeal: tokenSealOf(reveal),
    resigning: reveal === "resign" ? requireFormat(format) : null,
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

/** Only what a format makes can be made once more. */
function requireFormat(format: TokenFormat | null): TokenFormat {
  if (format !== null) return format;
  throw new ConfigurationError(
    "reveal",
    '"resign" needs a format, such as format: jwtFormat({ … }) of @latchkey/jwt',
  );
}

const OPTIONS = [
  "store",
  "prefix",
  "peppers",
  "digests",
  "digest",
  "format",
  "foreign",
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
