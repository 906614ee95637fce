import { randomBytes } from "node:crypto";

import { z } from "zod";

import type { SecretKind } from "./secret-kind.js";

const BYTES = 32;

/** A text of at least 32 bytes that nobody can guess, such as a pepper. */
export const randomSecret: SecretKind = {
  schema: z
    .string()
    .refine((secret) => Buffer.byteLength(secret) >= BYTES, `must be ${BYTES} bytes or longer`),
  generate: () => randomBytes(BYTES).toString("base64url"),
  madeBy: "A secret is made by: openssl rand -base64 32",
};
