export { jwtFormat, type JwtFormatOptions } from "./format/jwt-format.js";
export type { SigningKey } from "./format/signing-keys.js";
export { jwtIdentity } from "./identity/jwt-identity.js";
export type { JwtClaims } from "./identity/jwt-claims.js";
export type { JwtIdentityOptions } from "./identity/jwt-identity-options.js";
