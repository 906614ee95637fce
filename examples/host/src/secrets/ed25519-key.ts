import { createPrivateKey, generateKeyPairSync } from "node:crypto";

import { z } from "zod";

import type { SecretKind } from "./secret-kind.js";

/**
 * The private key that tokens are signed with: Ed25519, as PKCS#8 in PEM. Environment files hold one line a variable,
 * so that `\n`, written out, counts as the end of a line.
 */
export const ed25519Key: SecretKind = {
  schema: z
    .string()
    .transform((pem) => pem.replaceAll("\\n", "\n"))
    .refine(isPrivateKey, "must be an Ed25519 private key, as PKCS#8 in PEM"),
  generate: () =>
    generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  madeBy: "An Ed25519 key is made by: openssl genpkey -algorithm ed25519",
};

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "ed25519";
  } catch {
    return false;
  }
}
