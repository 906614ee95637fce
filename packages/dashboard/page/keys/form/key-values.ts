import type { ApiKey } from "../../api/api.ts";
import { toLocalInput } from "../../times/local-input.ts";

/** What the form of a key holds, as its fields have it. */
export interface KeyValues {
  readonly name: string;
  /** null: none. */
  readonly role: string | null;
  readonly permissions: readonly string[];
  /** Whether the key has its owner's permissions of the moment, in place of both. */
  readonly inherits: boolean;
  readonly orgId: string | null;
  readonly projectId: string | null;
  readonly from: "now" | "date";
  /** As a browser's field for local times has it: `2027-01-31T14:00`. */
  readonly fromAt: string;
  readonly until: "30" | "90" | "365" | "date" | "never";
  readonly untilAt: string;
  readonly networks: readonly string[];
  /** Requests; empty: as many as there are. */
  readonly requests: number | "";
  /** In so many seconds. */
  readonly seconds: string;
  readonly tags: readonly string[];
}

export const NEW_KEY: KeyValues = {
  name: "",
  role: null,
  permissions: [],
  inherits: false,
  orgId: null,
  projectId: null,
  from: "now",
  fromAt: "",
  until: "90",
  untilAt: "",
  networks: [],
  requests: "",
  seconds: "60",
  tags: [],
};

/** The fields for a key that there is. */
export function valuesOf(key: ApiKey): KeyValues {
  return {
    name: key.name,
    role: key.role,
    permissions: key.permissions ?? [],
    inherits: key.inherits,
    orgId: key.org_id,
    projectId: key.project_id,
    from: key.not_before === null ? "now" : "date",
    fromAt: key.not_before === null ? "" : toLocalInput(key.not_before),
    until: key.expires_at === null ? "never" : "date",
    untilAt: key.expires_at === null ? "" : toLocalInput(key.expires_at),
    networks: key.allowed_networks ?? [],
    requests: key.rate_limit?.requests ?? "",
    seconds: String(key.rate_limit?.seconds ?? 60),
    tags: key.tags,
  };
}
