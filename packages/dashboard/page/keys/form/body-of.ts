import type { CreateKey, UpdateKey } from "../../api/api.ts";
import { fromLocalInput } from "../../times/local-input.ts";
import type { KeyValues } from "./key-values.ts";

const DAY_MS = 86_400_000;

/** What to send for a new key; what was left empty is left to the API. */
export function createBody(values: KeyValues, now: number): CreateKey {
  const { name, orgId, projectId, permissions, role } = values;
  const { networks, tags } = values;
  const limit = rateLimit(values);
  return {
    ...(name.trim() !== "" && { name: name.trim() }),
    ...(orgId !== null && { org_id: orgId }),
    ...(projectId !== null && { project_id: projectId }),
    ...(role !== null && { role }),
    ...(permissions.length > 0 && { permissions: [...permissions] }),
    ...(values.from === "date" && { not_before: fromLocalInput(values.fromAt) }),
    ...(values.until !== "never" && { expires_at: expiry(values, now) }),
    ...(networks.length > 0 && { allowed_networks: [...networks] }),
    ...(limit !== null && { rate_limit: limit }),
    ...(tags.length > 0 && { tags: [...tags] }),
  };
}

/** What to send for a key that there is: only what differs from what it was. */
export function updateBody(before: KeyValues, after: KeyValues, now: number): UpdateKey {
  const whole = wholeBody(after, now);
  const was = wholeBody(before, now);
  const changed = Object.entries(whole).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(was[field as keyof UpdateKey]),
  );
  return Object.fromEntries(changed);
}

function wholeBody(values: KeyValues, now: number): UpdateKey {
  const { name, role, permissions, inherits, networks, tags } = values;
  return {
    name: name.trim(),
    role: inherits ? null : role,
    permissions: inherits || (permissions.length === 0 && role !== null) ? null : [...permissions],
    inherits,
    not_before: values.from === "now" ? null : fromLocalInput(values.fromAt),
    expires_at: expiry(values, now),
    allowed_networks: networks.length === 0 ? null : [...networks],
    rate_limit: rateLimit(values),
    tags: [...tags],
  };
}

function expiry({ until, untilAt }: KeyValues, now: number): string | null {
  if (until === "never") return null;
  if (until === "date") return fromLocalInput(untilAt);
  return new Date(now + Number(until) * DAY_MS).toISOString();
}

function rateLimit({ requests, seconds }: KeyValues): { requests: number; seconds: number } | null {
  return requests === "" ? null : { requests, seconds: Number(seconds) };
}
