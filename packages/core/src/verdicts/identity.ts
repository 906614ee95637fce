import type { IdentityPrincipal } from "./principal.js";

/** What a token of an identity server comes to. Not a word about the token where the server could not be asked: answer 503. */
export type IdentityVerdict =
  | { readonly ok: true; readonly principal: IdentityPrincipal }
  | {
      readonly ok: false;
      readonly reason: "invalid_token" | "identity_unavailable";
      /** Seconds after which trying again makes sense. */
      readonly retryAfter?: number;
    };

/** Checks the tokens of an identity server, such as `jwtIdentity()` of `@latchkey/jwt`. */
export interface Identity {
  /** Never rejects, and answers within a second, whatever the server does. */
  verify(token: string): Promise<IdentityVerdict>;
}
