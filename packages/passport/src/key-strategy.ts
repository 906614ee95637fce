import type { Keyring, Principal } from "@latchkey/core";
import {
  credentialRefusal,
  privateAnswer,
  readCredential,
  rememberRealm,
  verifyToken,
  type MiddlewareRequest,
  type Outcome,
  type Refusal,
} from "@latchkey/express";
import { HeaderAPIKeyStrategy } from "passport-headerapikey";

import { refuse, withdrawChallenge, type Attempt } from "./refuse.js";
import { responseOf } from "./response-of.js";
import type { StrategyPlan } from "./strategy-plan.js";

type Verified = (error: Error | null, principal?: Principal, refusal?: Refusal) => void;

/**
 * The strategy of `passport-headerapikey` with its reading and answering replaced. The original compares the scheme
 * by case, makes a regular expression of the prefix, throws for a repeated header, never challenges, and hangs when
 * a promise rejects. Its contract stays: a token goes to `verify(token, verified)`.
 */
export class KeyStrategy extends HeaderAPIKeyStrategy {
  declare readonly verify: (token: string, verified: Verified) => void;
  private readonly plan: StrategyPlan;
  private readonly markPrivate: ReturnType<typeof privateAnswer>;

  constructor(plan: StrategyPlan) {
    super({ header: plan.sources.fields[0] ?? "", prefix: "" }, false, verifyBy(plan.keyring));
    this.name = plan.name;
    this.plan = plan;
    this.markPrivate = privateAnswer(plan.sources);
  }

  override authenticate(req: MiddlewareRequest, options: object = {}): void {
    const { sources, realm, own } = this.plan;
    rememberRealm(req, realm);
    const res = responseOf(req);
    if (res !== undefined) this.markPrivate(res);

    const credential = readCredential(req, sources);
    const foreign = "presentation" in credential && !own.includes(credential.presentation);
    const attempt = this.attempt(req, options, foreign);
    if (foreign) refuse(attempt, credentialRefusal({ kind: "none" }, sources));
    else if (credential.kind !== "token") refuse(attempt, credentialRefusal(credential, sources));
    else this.verify(credential.token, settler(attempt));
  }

  /** Binds passport's functions now: the next request replaces them on a strategy that is passed to it by value. */
  private attempt(req: MiddlewareRequest, round: object, foreign: boolean): Attempt {
    return {
      req,
      realm: this.plan.realm,
      round,
      foreign,
      success: this.success.bind(this),
      fail: this.fail.bind(this),
      error: this.error.bind(this),
    };
  }
}

function settler(attempt: Attempt): Verified {
  return function settle(error, principal, refusal) {
    // The application's own timeout may have answered meanwhile: whatever passport did now would throw.
    if (responseOf(attempt.req)?.headersSent) return;
    if (refusal !== undefined) return refuse(attempt, refusal);
    if (principal === undefined)
      return attempt.error(error ?? new Error("latchkey: the keyring gave no verdict"));
    attempt.req.principal = principal;
    withdrawChallenge(attempt.req);
    attempt.success(principal);
  };
}

function verifyBy(keyring: Keyring): (token: string, verified: Verified) => void {
  return function verify(token, verified) {
    const settle = (outcome: Outcome): void => {
      if ("principal" in outcome) verified(null, outcome.principal);
      else verified(null, undefined, outcome.refusal);
    };
    const outcome = verifyToken(keyring, token);
    // What the application's callback throws is an error of the request, as it is when nothing was awaited.
    if (outcome instanceof Promise) outcome.then(settle).catch(verified);
    else settle(outcome);
  };
}
