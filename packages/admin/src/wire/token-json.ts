import type { CreatedKey } from "@latchkey/core";
import * as z from "zod";

import { keyJson, keySchema } from "./key-json.js";

const token = z.string().meta({ description: "What a client presents." });

/** A key that has just got its token. */
export const issuedKeySchema = z
  .strictObject({ key: keySchema, token })
  .meta({ id: "IssuedKey", description: "Unless tokens are retrievable, the token is shown this once." });

/** A token that is shown again. */
export const revealedTokenSchema = z.strictObject({ token }).meta({ id: "RevealedToken" });

/** The JSON of a key with its new token. */
export function issuedKeyJson({ key, token }: CreatedKey): z.output<typeof issuedKeySchema> {
  return { key: keyJson(key), token };
}
