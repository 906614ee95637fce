/** The claims of a token whose signature, issuer, audience and times are right. What else is in them is the issuer's. */
export interface JwtClaims {
  readonly iss: string;
  readonly aud: string | readonly string[];
  /** Seconds since 1970, as all times in claims. */
  readonly exp: number;
  readonly sub?: string;
  readonly [claim: string]: unknown;
}
