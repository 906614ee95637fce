import { ageOf, momentOf, outageWarning, type Clock, type Moment } from "@latchkey/core";
import { errors, type CryptoKey, type LocalJWKSet } from "jose";

import { fetchKeys } from "./fetch-keys.js";
import { identityUnavailable } from "./identity-unavailable.js";
import { keysAmong, type Named } from "./keys-among.js";

/** From this age on, in milliseconds, keys are fetched again behind a request that they still serve. */
const AGING_MS = 300_000;
/** From this age on they are not used, whatever is down: one of them may have been withdrawn. */
const STALE_MS = 600_000;
/** Between fetches while there are keys: anybody can send tokens that name a key nobody knows. */
const PAUSE_MS = 30_000;
/** Between fetches while there are none. */
const RETRY_MS = 1_000;
/** Between warnings of a broken key, which each fetch can bring anew. */
const QUIET_MS = 3_600_000;

/** Finds the keys that a token's header can mean. */
export type FindKeys = (...named: Named) => Promise<readonly CryptoKey[]>;

/**
 * The keys of an identity server: finds those that a token's header can mean, one as a rule and never none. Nothing is
 * kept of names nobody knows.
 * Rejects with `identity_unavailable` where the server cannot be asked, and otherwise with jose's error for no key.
 *
 * Not jose's own `createRemoteJWKSet`: while the server is away it fetches once more for each unknown name, and it
 * reads answers of any size.
 */
export function remoteKeys(uri: URL, clock: Required<Clock>): FindKeys {
  const outage = outageWarning("LATCHKEY_IDENTITY_UNAVAILABLE", { clock });
  const broken = outageWarning("LATCHKEY_IDENTITY_UNAVAILABLE", { clock, quietMs: QUIET_MS });
  const source = `jwtIdentity: ${uri.origin}${uri.pathname}`;
  /** Ages from when it was asked for, so that a process that was frozen uses nothing it learned before. */
  let known: { readonly keys: LocalJWKSet; readonly sent: Moment } | undefined;
  let last: { readonly sent: Moment; readonly failed: boolean } | undefined;
  let flight: Promise<void> | undefined;

  return async function findKeys(...named) {
    const age = ageOfKnown();
    if (age >= STALE_MS) await renew(RETRY_MS);
    else if (age >= AGING_MS) void renew(PAUSE_MS);
    const found = await lookUp(named);
    const keys = found.length > 0 ? found : await lookUpAgain(named);
    if (keys.length > 0) return keys;
    throw last?.failed ? identityUnavailable() : new errors.JWKSNoMatchingKey();
  };

  function ageOfKnown(): number {
    return known === undefined ? STALE_MS : ageOf(clock, known.sent);
  }

  /** One fetch for all who wait for it, and none so soon after the one before. */
  function renew(pauseMs: number): Promise<void> {
    if (flight !== undefined) return flight;
    if (last !== undefined && ageOf(clock, last.sent) < pauseMs) return Promise.resolve();
    flight = fetchOnce().finally(() => (flight = undefined));
    return flight;
  }

  async function fetchOnce(): Promise<void> {
    const sent = momentOf(clock);
    const fetched = await fetchKeys(uri);
    last = { sent, failed: "fault" in fetched };
    if ("fault" in fetched) return outage.began(`${source} ${fetched.fault}`);
    known = { keys: fetched.keys, sent };
    outage.over();
    broken.over();
  }

  async function lookUp(named: Named): Promise<readonly CryptoKey[]> {
    if (known === undefined || ageOfKnown() >= STALE_MS) throw identityUnavailable();
    try {
      return await keysAmong(known.keys, named);
    } catch {
      broken.began(`${source} answered with a key that is broken`);
      throw identityUnavailable();
    }
  }

  async function lookUpAgain(named: Named): Promise<readonly CryptoKey[]> {
    await renew(PAUSE_MS);
    return lookUp(named);
  }
}
