import type { ApiKey, Grant, Self } from "../../../page/api/api.ts";

/** A key as the API shows it, of the organization `acme`. */
export function someKey(fields: Partial<ApiKey> = {}): ApiKey {
  return {
    id: "7Fq2mX0cRt9aLw4Z",
    number: 7,
    name: "Nightly build",
    hint: "acme_live_7Fq2…",
    env: "live",
    org_id: "acme",
    project_id: null,
    owner_id: null,
    role: "reader",
    permissions: null,
    inherits: false,
    status: "active",
    enabled: true,
    not_before: null,
    expires_at: null,
    revoked_at: null,
    last_used_at: null,
    allowed_networks: null,
    rate_limit: null,
    metadata: {},
    tags: [],
    created_at: "2026-01-01T00:00:00.000Z",
    created_by: "user:ana",
    updated_at: "2026-01-01T00:00:00.000Z",
    rotation: null,
    ...fields,
  };
}

/** A person with these grants; what is not said of one is a grant for all of `acme`. */
export function someSelf(...grants: Partial<Grant>[]): Self {
  return {
    kind: "user",
    id: "ana",
    name: "Ana",
    key: null,
    grants: grants.map((grant) => ({
      org: "acme",
      project: null,
      permissions: ["*:*"],
      role: null,
      reach: "all",
      ...grant,
    })),
  };
}
