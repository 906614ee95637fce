import type { Clock, IdentityFields } from "@latchkey/core";

import type { JwtClaims } from "./jwt-claims.js";

export interface JwtIdentityOptions {
  /** The claim `iss` of its tokens, character for character. */
  readonly issuer: string;
  /** What stands for this API in the claim `aud`, or several of which a token needs one. */
  readonly audience: string | readonly string[];
  /** Where the server publishes its keys: https, or http on this machine. */
  readonly jwksUri: string | URL;
  /** What signatures may be made with; default all of RS, PS and ES with 256, 384 and 512, EdDSA and Ed25519. */
  readonly algorithms?: readonly string[] | undefined;
  /**
   * Who the holder of a token is, by its claims; null for somebody who is not let in. Throwing, rejecting, not
   * answering in time, or fields against the rules of `identityPrincipal` is 503, with a process warning.
   *
   * By default the owner is `sub`, without an organization, and the permissions are what in `scope` is a permission.
   */
  readonly principal?: FindHolder | undefined;
  /** Seconds, 0 to 60, by which the server's clock and this one may differ; default 5. */
  readonly clockTolerance?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** Tells who the holder of a token is; null for somebody who is not let in. */
export type FindHolder = (claims: JwtClaims) => IdentityFields | null | Promise<IdentityFields | null>;
