import { errors, jwtVerify, type CryptoKey, type JWTPayload, type JWTVerifyOptions } from "jose";

import type { Named } from "./keys-among.js";
import type { FindKeys } from "./remote-keys.js";

/** What a token says, whose signature is by one of the keys that its header can mean. Throws for all else. */
export async function verifiedPayload(
  token: string,
  findKeys: FindKeys,
  rules: JWTVerifyOptions,
): Promise<JWTPayload> {
  let left: readonly CryptoKey[] | undefined;

  async function nextKey(...named: Named): Promise<CryptoKey> {
    const [key, ...others] = left ?? (await findKeys(...named));
    if (key === undefined) throw new errors.JWKSNoMatchingKey();
    left = others;
    return key;
  }

  for (;;) {
    try {
      return (await jwtVerify(token, nextKey, rules)).payload;
    } catch (error) {
      if (!left?.length || !(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    }
  }
}
