import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

import {
  createKeyring,
  LatchkeyError,
  systemActor,
  type KeyStore,
  type Keyring,
  type Verdict,
} from "@latchkey/core";
import { fakeClock, memoryStore } from "@latchkey/core/testing";

/** What a token can be worth. */
export const STATES = [
  "active",
  "revoked",
  "expired",
  "disabled",
  "scheduled",
  "unknown id",
  "wrong secret",
  "malformed",
  "of an inactive owner",
  "for other networks",
  "above its rate limit",
  "sent from an address that failed too often",
  "of an owner nobody can tell of",
  "one too many to check",
] as const;

export type State = (typeof STATES)[number];

/** What these tokens come to depends on more than the key: the verdicts are given, not found. */
const GIVEN = {
  "of an inactive owner": { ok: false, reason: "owner_inactive" },
  "for other networks": { ok: false, reason: "network_not_allowed" },
  "above its rate limit": {
    ok: false,
    reason: "rate_limited",
    retryAfter: 30,
    limit: { requests: 100, seconds: 60, remaining: 0, resetMs: 29_001 },
  },
  "sent from an address that failed too often": { ok: false, reason: "too_many_failures", retryAfter: 12 },
  "of an owner nobody can tell of": { ok: false, reason: "identity_unavailable", retryAfter: 2 },
  "one too many to check": { ok: false, reason: "busy" },
} as const satisfies Partial<Record<State, Verdict>>;

/** A real keyring with one token in each state, over a store that counts and can be made to fail. */
export interface KeysInAllStates {
  readonly keyring: Keyring;
  readonly tokens: Readonly<Record<State, string>>;
  /** The id of the active key. */
  readonly activeId: string;
  /** The store's `findKey`. */
  readonly reads: jest.Mock;
  /** Makes every later read fail as a database does that is away. */
  cutStore(): void;
}

const ACTOR = systemActor("test");
const HOUR = 3_600_000;

export async function keysInAllStates(): Promise<KeysInAllStates> {
  const clock = fakeClock();
  const { store, reads } = countingStore(memoryStore());
  const keyring = keyringOver(store);
  const make = (fields: object = {}) =>
    keyring.create({ orgId: "acme", permissions: ["bundles:read"], ...fields }, ACTOR);

  const active = await make();
  const revoked = await make();
  const expired = await make({ expiresAt: clock.now() + 1 });
  const disabled = await make();
  const scheduled = await make({ notBefore: clock.now() + HOUR });
  const strangers = keyringOver(memoryStore());
  const stranger = await strangers.create({ permissions: [] }, ACTOR);
  const given = await tokensWithGivenVerdicts(strangers);
  clock.advance(1);
  await keyring.revoke({ id: revoked.key.id }, ACTOR);
  await keyring.update({ id: disabled.key.id }, { enabled: false }, ACTOR);
  reads.mockClear();

  return {
    keyring: withVerdicts(keyring, given),
    activeId: active.key.id,
    reads,
    tokens: {
      active: active.token,
      revoked: revoked.token,
      expired: expired.token,
      disabled: disabled.token,
      scheduled: scheduled.token,
      "unknown id": stranger.token,
      "wrong secret": withOtherSecret(active.token),
      malformed: `${active.token.slice(0, -1)}!`,
      ...given,
    },
    cutStore: () => reads.mockRejectedValue(new LatchkeyError("store_unavailable", "The database is away.")),
  };

  function keyringOver(store: KeyStore): Keyring {
    return createKeyring({
      store,
      clock,
      peppers: [{ version: 1, secret: randomBytes(32).toString("hex") }],
    });
  }
}

type GivenTokens = Readonly<Record<keyof typeof GIVEN, string>>;

async function tokensWithGivenVerdicts(keyring: Keyring): Promise<GivenTokens> {
  const tokens: [string, string][] = [];
  for (const state of Object.keys(GIVEN)) {
    const { token } = await keyring.create({ permissions: [] }, ACTOR);
    tokens.push([state, token]);
  }
  return Object.fromEntries(tokens) as GivenTokens;
}

/** The keyring, which answers for these tokens as it is told to. */
function withVerdicts(keyring: Keyring, tokens: GivenTokens): Keyring {
  const verdicts = new Map<string, Verdict>(
    Object.entries(tokens).map(([state, token]) => [token, GIVEN[state as keyof typeof GIVEN]]),
  );
  return {
    ...keyring,
    verifySync: (token, origin) => verdicts.get(token) ?? keyring.verifySync(token, origin),
    verify: async (token, origin) => verdicts.get(token) ?? keyring.verify(token, origin),
  };
}

/** The token of the same key with another secret and the checksum that belongs to it. */
export function withOtherSecret(token: string): string {
  const body = token.slice(0, -6);
  const other = body.slice(0, -1) + (body.endsWith("A") ? "B" : "A");
  return other + base62(crc32(other));
}

function base62(value: number): string {
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  let text = "";
  for (let rest = value; text.length < 6; rest = Math.floor(rest / 62))
    text = digits.charAt(rest % 62) + text;
  return text;
}

function countingStore(store: KeyStore): { store: KeyStore; reads: jest.Mock } {
  const reads = jest.fn(store.findKey.bind(store));
  return { store: { ...store, findKey: reads }, reads };
}
