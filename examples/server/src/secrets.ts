import { randomBytes } from "node:crypto";

import { randomSecret, type SecretKind } from "@latchkey/example-host";
import { z } from "zod";

/** Who runs this installation; made at the first start. */
const emailOfOperator: SecretKind = {
  schema: z.email("must be an e-mail address").toLowerCase(),
  generate: () => "operator@example.com",
};

const password: SecretKind = {
  schema: z.string().min(12, "must be 12 characters or longer"),
  generate: () => randomBytes(12).toString("base64url"),
};

/** What the server has to be told, by the names of the variables. */
export const secrets = {
  LATCHKEY_PEPPER: randomSecret,
  SESSION_SECRET: randomSecret,
  ADMIN_EMAIL: emailOfOperator,
  ADMIN_PASSWORD: password,
};
