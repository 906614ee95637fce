import { ApiError } from "../../api/api-error.ts";
import { faultsByField } from "../../api/faults-by-field.ts";
import type { KeyValues } from "./key-values.ts";

/** The field of the form for each of the API's. */
const FIELDS: Readonly<Record<string, keyof KeyValues>> = {
  name: "name",
  role: "role",
  permissions: "permissions",
  inherits: "role",
  org_id: "orgId",
  project_id: "projectId",
  not_before: "fromAt",
  expires_at: "untilAt",
  allowed_networks: "networks",
  rate_limit: "requests",
  tags: "tags",
};

/** Faults that are about a field, though the API names none. */
const FIELD_OF_CODE: Readonly<Record<string, keyof KeyValues>> = { grant_required: "role" };

export type FieldFaults = Partial<Record<keyof KeyValues, string>>;

/** What to say at which field; without one, the error is about all of them. */
export function fieldFaults(error: unknown): FieldFaults {
  if (!(error instanceof ApiError)) return {};
  const faults: FieldFaults = {};
  for (const [name, message] of Object.entries(faultsByField(error))) {
    const field = FIELDS[name];
    if (field !== undefined) faults[field] ??= message;
  }
  const field = FIELD_OF_CODE[error.code];
  if (field !== undefined) faults[field] ??= error.message;
  return faults;
}
