import type { ApiKey } from "../keys/api-key.js";

/** A key with its token, which is shown this once. */
export interface CreatedKey {
  readonly key: ApiKey;
  readonly token: string;
}
