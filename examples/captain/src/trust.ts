import type { Environment } from "@latchkey/example-host";

/** The identity server whose tokens are taken. */
export interface Trust {
  readonly issuer: string;
  /** What stands for this API in its tokens. */
  readonly audience: string;
  readonly jwksUri: string;
}

/** Whether the environment names one; a variable that is set to nothing does not. */
export function isNamedIn({ OIDC_ISSUER, OIDC_AUDIENCE, OIDC_JWKS_URI }: Environment): boolean {
  return Boolean(OIDC_ISSUER || OIDC_AUDIENCE || OIDC_JWKS_URI);
}

/** The one that the environment names. */
export function trustFrom(environment: Environment): Trust {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URI: jwksUri } = environment;
  if (issuer !== undefined && audience !== undefined && jwksUri !== undefined)
    return { issuer, audience, jwksUri };
  throw new Error("For an identity server, OIDC_ISSUER, OIDC_AUDIENCE and OIDC_JWKS_URI must be set.");
}
