import type { ErrorCode } from "@latchkey/core";

import { CliError } from "../cli-error.js";
import { databaseFault } from "./database-fault.js";
import type { Fault } from "./fault.js";
import { withoutTokens } from "./without-tokens.js";

/** Whatever was thrown, as one sentence and what to do; the one place that maps errors to exits. */
export function faultOf(error: unknown): Fault {
  if (error instanceof CliError)
    return { exit: error.exit, code: error.exit, message: error.message, remedy: error.remedy };
  const { name, message } = (error ?? {}) as Partial<Error>;
  if (name === "LatchkeyError") return latchkeyFault(error as LatchkeyFault);
  if (name === "ConfigurationError")
    return {
      exit: "configuration",
      code: "configuration",
      message: String(message).replace(/^latchkey: /, ""),
      remedy: "Change it in your latchkey.config.js.",
    };
  return databaseFault(error) ?? unexpected(name, message);
}

/** By its fields: the application's core may be another copy of the class. */
interface LatchkeyFault extends Error {
  readonly code: ErrorCode;
  readonly cause?: { readonly code?: unknown };
}

function latchkeyFault({ code, message }: LatchkeyFault): Fault {
  const exit = UNAVAILABLE.has(code) ? "unavailable" : "failed";
  return {
    exit,
    code,
    message: withoutTokens(message),
    remedy: REMEDIES[code] ?? "See the command's --help.",
  };
}

const UNAVAILABLE: ReadonlySet<ErrorCode> = new Set([
  "store_unavailable",
  "store_busy",
  "identity_unavailable",
  "busy",
]);

const REMEDIES: { readonly [Code in ErrorCode]?: string } = {
  not_found: "`latchkey keys list` and `latchkey roles list` show what there is.",
  grant_required: "Give it something to do: --role <name>, --permission <resource:action> or --inherits.",
  quota_exceeded: "Revoke keys that nobody uses, or raise `policy` in latchkey.config.js.",
  role_in_use: "`latchkey keys list --role <name>` shows the keys that have it; give them another first.",
  role_name_taken: "Choose another name, or change that role: `latchkey roles update`.",
  rotation_in_progress: "`--overlap 0` ends both older tokens at once.",
  key_revoked: "Revoked is for good: make another with `latchkey keys create`.",
  key_expired: "Make another with `latchkey keys create`.",
  invalid_cursor: "Take the cursor of a list with the same options.",
  store_unavailable: "`latchkey doctor` says what is wrong; `latchkey migrate up` makes missing tables.",
  store_busy: "Try again in a moment.",
  busy: "Try again in a moment.",
  identity_unavailable: "Try again in a moment.",
};

function unexpected(name = "Error", message = "unknown"): Fault {
  const [first = ""] = message.split("\n", 1);
  return {
    exit: "failed",
    code: "failed",
    message: `Something unexpected happened: ${name}: ${withoutTokens(first)}`,
    remedy: "`latchkey doctor` looks for what could be the reason.",
  };
}
