/** What people call the recorded fields. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ["id", "Id"],
  ["number", "Number"],
  ["name", "Name"],
  ["description", "Description"],
  ["env", "Environment"],
  ["org_id", "Organization"],
  ["project_id", "Project"],
  ["owner_id", "Owner"],
  ["role", "Role"],
  ["permissions", "Permissions"],
  ["inherits", "Inherits from its owner"],
  ["enabled", "Enabled"],
  ["not_before", "Valid from"],
  ["expires_at", "Expires"],
  ["revoked_at", "Revoked"],
  ["allowed_networks", "Allowed networks"],
  ["rate_limit", "Rate limit"],
  ["metadata", "Metadata"],
  ["tags", "Tags"],
  ["created_by", "Made by"],
  ["version", "Version"],
  ["overlap_ends_at", "Old token works until"],
  ["reason", "Reason"],
  ["keys", "Keys"],
  ["first_seq", "Record begins with change"],
  ["previous_hash", "Hash before that"],
  ["removed", "Changes removed"],
]);

/** A field that nobody has named here keeps its own name. */
export function fieldLabel(field: string): string {
  return LABELS.get(field) ?? field;
}
