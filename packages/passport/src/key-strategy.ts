import type { Principal } from "@latchkey/core";
import {
  credentialRefusal,
  privateAnswer,
  readCredential,
  rememberManner,
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
type Verify = (token: string, verified: Verified, req?: MiddlewareRequest) => void;

/**
 * The strategy of `passport-headerapikey` with its reading and answering replaced. The original compares the scheme
 * by case, makes a regular expression of the prefix, throws for a repeated header, never challenges, and hangs when
 * a promise rejects. Its contract stays: a token goes to `verify(token, verified, req)`.
 */
export class KeyStrategy extends HeaderAPIKeyStrategy {
  declare readonly verify: Verify;
  private readonly plan: StrategyPlan;
  private readonly markPrivate: ReturnType<typeof privateAnswer>;

  constructor(plan: StrategyPlan) {
    super({ header: plan.sources.fields[0] ?? "", prefix: "" }, true, verifyBy(plan));
    this.name = plan.name;
    this.plan = plan;
    this.markPrivate = privateAnswer(plan.sources);
  }

  override authenticate(req: MiddlewareRequest, options: object = {}): void {
    const { sources, manner, own } = this.plan;
    rememberManner(req, manner);
    const res = responseOf(req);
    if (res !== undefined) this.markPrivate(res);

    const credential = readCredential(req, sources);
    const foreign = "presentation" in credential && !own.includes(credential.presentation);
    const attempt = this.attempt(req, options, foreign);
    if (foreign) refuse(attempt, credentialRefusal({ kind: "none" }, sources));
    else if (credential.kind !== "token") refuse(attempt, credentialRefusal(credential, sources));
    else this.verify(credential.token, settler(attempt), req);
  }

  /** Binds passport's functions now: the next request replaces them on a strategy that is passed to it by value. */
  private attempt(req: MiddlewareRequest, round: object, foreign: boolean): Attempt {
    return {
      req,
      realm: this.plan.manner.realm,
      round,
      foreign,
      success: this.success.bind(this),
      // A challenge and a status are optional, which the types of passport do not say.
      fail: this.fail.bind(this) as Attempt["fail"],
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

function verifyBy({ keyring, identity }: StrategyPlan): Verify {
  return function verify(token, verified, req) {
    const settle = (outcome: Outcome): void => {
      if ("principal" in outcome) verified(null, outcome.principal);
      else verified(null, undefined, outcome.refusal);
    };
    // The strategy is made with passReqToCallback: there is one.
    const outcome = verifyToken(keyring, token, req as MiddlewareRequest, identity);
    // What the application's callback throws is an error of the request, as it is when nothing was awaited.
    if (outcome instanceof Promise) outcome.then(settle).catch(verified);
    else settle(outcome);
  };
}
