import { LatchkeyError } from "./latchkey-error.js";
import { outageWarning } from "./outage-warning.js";

/** What happens with a function of the application that decisions depend on. */
export interface ApplicationOutage {
  /** The refusal of a call that cannot be decided without it: 503, never a permission. Warns unless it has warned already. */
  of(why: string): LatchkeyError;
  /** It works again; the next outage is worth a warning of its own. */
  over(): void;
}

/** One process warning for each outage of an option's function, however many calls it refuses. */
export function applicationOutage(option: string): ApplicationOutage {
  const warning = outageWarning("LATCHKEY_APPLICATION_UNAVAILABLE");
  return {
    of(why) {
      warning.began(`the option \`${option}\` ${why}`);
      return new LatchkeyError(
        "identity_unavailable",
        "What the application has to say could not be found out. Try again shortly.",
        { retryAfter: 1 },
      );
    },
    over: warning.over,
  };
}

/** How a function failed: name and code, no message, for that could hold anything, and logs are read by many. */
export function failure(error: unknown): string {
  const { name, code } = (error ?? {}) as { readonly name?: unknown; readonly code?: unknown };
  const words = [name, code].filter((word) => typeof word === "string" && /^[\w.:-]{1,64}$/.test(word));
  return `failed (${words.join(" ") || "no error object"})`;
}

/** The fault of an answer that came too late. */
export function tookTooLong(): Error {
  return new DOMException("It took too long.", "TimeoutError");
}
