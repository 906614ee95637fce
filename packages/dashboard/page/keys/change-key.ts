import { answered, api, type ApiKey, type UpdateKey } from "../api/api.ts";

/** Changes a key; with a version, only that one, so that nobody's change is lost. */
export function changeKey(id: string, body: UpdateKey, version?: string | null): Promise<ApiKey> {
  const header = version ? { "If-Match": version } : {};
  return answered(api.PATCH("/keys/{id}", { params: { path: { id }, header }, body }));
}

/** Revokes a key for good. */
export function revokeKey(id: string, reason: string): Promise<unknown> {
  const query = reason === "" ? {} : { reason };
  return answered(api.DELETE("/keys/{id}", { params: { path: { id }, query } }));
}
