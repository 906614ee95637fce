import type { KeyringContext } from "../context/keyring-context.js";
import { factsOf } from "../context/facts.js";
import { findKey } from "../context/key-reader.js";
import type { KeyRecord } from "../keys/key-record.js";
import { statusOf } from "../keys/key-status.js";
import { statusRefusal } from "../keys/status-refusal.js";
import { withDeadline } from "../store/with-deadline.js";
import type { ParsedToken } from "../tokens/token-format.js";
import { apiKeyPrincipal } from "./principal.js";
import type { Verdict, VerifyOrigin } from "./verdict.js";

/** Checks tokens, in this order: length, shape, environment, checksum; id; digest; state. */
export interface Verifier {
  verify(token: unknown, origin?: VerifyOrigin): Promise<Verdict>;
  /** The verdict when nothing must be awaited for it. */
  verifySync(token: unknown, origin?: VerifyOrigin): Verdict | undefined;
  start(): Promise<void>;
  close(): Promise<void>;
}

export function verifier(ring: KeyringContext): Verifier {
  function verifySync(token: unknown): Verdict | undefined {
    return ring.tokens.parse(token) === null ? INVALID : undefined;
  }

  async function verify(token: unknown): Promise<Verdict> {
    const parsed = ring.tokens.parse(token);
    if (parsed === null) return INVALID;
    try {
      return await check(parsed, token as string);
    } catch (error) {
      return (error as { code?: unknown } | undefined)?.code === "busy" ? BUSY : STORE_UNAVAILABLE;
    }
  }

  async function check(parsed: ParsedToken, token: string): Promise<Verdict> {
    const key = await withDeadline(findKey(ring.store, { id: parsed.id }), ring.deadlines.verify);
    const match = await matches(key, parsed, token);
    if (match === "busy") return BUSY;
    return match && key !== null ? await verdictOn(key) : INVALID;
  }

  /** Compares with a digest in every case, so that an unknown id takes as long as a wrong secret. */
  async function matches(key: KeyRecord | null, parsed: ParsedToken, token: string) {
    if (key === null || key.prefix !== parsed.prefix || key.env !== parsed.env) {
      return ring.digests.matchesNothing({ id: parsed.id, token });
    }
    return ring.digests.matches({ id: key.id, token }, key.digest);
  }

  async function verdictOn(key: KeyRecord): Promise<Verdict> {
    const refusal = statusRefusal(statusOf(key, ring.clock.now()));
    if (refusal !== undefined) return { ok: false, reason: refusal };
    return { ok: true, principal: apiKeyPrincipal(key, await heldBy(key)) };
  }

  async function heldBy(key: KeyRecord) {
    const facts = factsOf(ring);
    return { permissions: await facts.permissionsOf(key), role: await facts.roleName(key.role) };
  }

  return { verify, verifySync, start: async () => undefined, close: async () => undefined };
}

const INVALID: Verdict = Object.freeze({ ok: false, reason: "invalid_token" });
const STORE_UNAVAILABLE: Verdict = Object.freeze({ ok: false, reason: "store_unavailable", retryAfter: 1 });
const BUSY: Verdict = Object.freeze({ ok: false, reason: "busy", retryAfter: 1 });
