import { checkOptionNames, ConfigurationError, systemClock, type Clock } from "@latchkey/core";

import { ALGORITHMS, isAlgorithm } from "./algorithms.js";
import { defaultHolder } from "./default-holder.js";
import type { FindHolder, JwtIdentityOptions } from "./jwt-identity-options.js";
import { checkedKeysUri } from "./checked-keys-uri.js";

/** The options, checked, with their defaults. */
export interface ResolvedOptions {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly jwksUri: URL;
  readonly algorithms: readonly string[];
  readonly principal: FindHolder;
  /** Seconds. */
  readonly clockTolerance: number;
  readonly clock: Required<Clock>;
}

/** Checks the options of `jwtIdentity`, and resolves them once. */
export function resolveOptions(options: JwtIdentityOptions): ResolvedOptions {
  checkOptionNames("jwtIdentity", options, OPTIONS);
  const { algorithms = ALGORITHMS, principal = defaultHolder } = options;
  const { clockTolerance = TOLERANCE, clock = systemClock } = options;
  return {
    issuer: checkedIssuer(options.issuer),
    audience: checkedAudience(options.audience),
    jwksUri: checkedKeysUri(options.jwksUri),
    algorithms: checkedAlgorithms(algorithms),
    principal: checkedPrincipal(principal),
    clockTolerance: checkedTolerance(clockTolerance),
    clock: checkedClock(clock),
  };
}

const OPTIONS = ["issuer", "audience", "jwksUri", "algorithms", "principal", "clockTolerance", "clock"];

/** Clocks that are kept by NTP differ by far less, and every second more is one that an expired token goes on for. */
const TOLERANCE = 5;
const MOST_TOLERANCE = 60;

function checkedIssuer(issuer: unknown): string {
  if (typeof issuer === "string" && issuer !== "") return issuer;
  throw new ConfigurationError(
    "issuer",
    'must be the claim `iss` of its tokens, such as "https://id.acme.com/"',
  );
}

function checkedAudience(audience: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(audience) ? Array.from(audience) : [audience];
  if (list.length > 0 && list.every((one) => typeof one === "string" && one !== "")) return list as string[];
  throw new ConfigurationError(
    "audience",
    'must be what stands for this API in `aud`, such as "https://api.acme.com", or a list of such',
  );
}

function checkedAlgorithms(algorithms: unknown): readonly string[] {
  if (Array.isArray(algorithms) && algorithms.length > 0 && algorithms.every(isAlgorithm))
    return Array.from(algorithms);
  throw new ConfigurationError(
    "algorithms",
    `must list at least one of ${ALGORITHMS.join(", ")}; others prove nothing with published keys`,
  );
}

function checkedPrincipal(principal: unknown): FindHolder {
  if (typeof principal === "function") return principal as FindHolder;
  throw new ConfigurationError(
    "principal",
    "must be a function of the claims that returns { ownerId, orgId?, projectId?, permissions?, name? } or null",
  );
}

function checkedTolerance(seconds: unknown): number {
  if (typeof seconds === "number" && seconds >= 0 && seconds <= MOST_TOLERANCE) return seconds;
  throw new ConfigurationError("clockTolerance", `must be seconds from 0 to ${MOST_TOLERANCE}`);
}

function checkedClock(clock: unknown): Required<Clock> {
  const { now, monotonic = systemClock.monotonic } = (clock ?? {}) as Partial<Record<keyof Clock, unknown>>;
  if (typeof now !== "function" || typeof monotonic !== "function")
    throw new ConfigurationError("clock", "must have a function `now` that returns UTC milliseconds");
  return {
    now: () => now.call(clock) as number,
    monotonic: () => monotonic.call(clock) as number,
  };
}
