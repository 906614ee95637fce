import { difference } from "../context/difference.js";
import type { ChangeDraft } from "../context/writing.js";
import type { RoleRecord } from "./role-record.js";

/** What is recorded of an operation on a custom role; `before` is null for a new one, `after` for one that is gone. */
export function roleChange(
  action: "role.created" | "role.updated" | "role.deleted",
  before: RoleRecord | null,
  after: RoleRecord | null,
): ChangeDraft {
  const { id: target, orgId } = (after ?? before) as RoleRecord;
  const detail = difference(before && recorded(before), after && recorded(after));
  return { action, target, ownerId: null, orgId, projectId: null, detail };
}

function recorded({ id, name, description, permissions, orgId, version }: RoleRecord) {
  return { id, name, description, permissions, orgId, version };
}
