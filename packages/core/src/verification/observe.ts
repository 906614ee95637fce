import type { KeyRecord } from "../keys/key-record.js";
import type { Observation } from "../verdicts/observation.js";
import type { Verdict, VerifyOrigin } from "../verdicts/verdict.js";

export type Observe = (
  verdict: Verdict,
  key: Pick<KeyRecord, "id" | "orgId"> | null,
  origin: VerifyOrigin | undefined,
  cached: boolean,
) => void;

/** Shows verdicts to the application's hook, whose faults must never become a request's. */
export function observer(hook: ((observation: Observation) => void) | null): Observe | null {
  if (hook === null) return null;
  let warned = false;

  function warn(error: unknown): void {
    if (warned) return;
    warned = true;
    const name = error instanceof Error ? error.name : typeof error;
    process.emitWarning(`the hook \`onVerdict\` has thrown (${name}); its faults are dropped`, {
      type: "LatchkeyWarning",
      code: "LATCHKEY_ON_VERDICT",
    });
  }

  return function observe(verdict, key, origin, cached) {
    try {
      const returned: unknown = hook({
        ok: verdict.ok,
        reason: verdict.ok ? null : verdict.reason,
        keyId: key?.id ?? null,
        orgId: key?.orgId ?? null,
        address: origin?.address ?? null,
        cached,
      });
      // An async hook, whatever its type says, and whoever's promise it is.
      if (typeof (returned as { then?: unknown } | undefined)?.then === "function")
        Promise.resolve(returned).catch(warn);
    } catch (error) {
      warn(error);
    }
  };
}
