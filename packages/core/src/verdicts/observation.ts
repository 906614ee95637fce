import type { RefusalReason } from "./verdict.js";

/** One verification, for logs and metrics. Holds no token, and nothing of one but the key's public id. */
export interface Observation {
  readonly ok: boolean;
  readonly reason: RefusalReason | null;
  /** The key whose secret was proved; null when none was. */
  readonly keyId: string | null;
  readonly orgId: string | null;
  readonly address: string | null;
  /** Whether the verdict came from memory alone. */
  readonly cached: boolean;
}
