import type { CachedKey } from "../cache/cached-key.js";
import type { KeyringContext } from "../context/keyring-context.js";
import { SILENT_OWNER, type Owner } from "../owners/owner.js";

/** The owner of a key, at once where it is remembered; null for a key without one. */
export function ownerOf(
  { owners }: Pick<KeyringContext, "owners">,
  { record }: Pick<CachedKey, "record">,
): Owner | null | Promise<Owner | null> {
  if (record.ownerId === null) return null;
  return owners === null ? SILENT_OWNER : owners.find(record.ownerId, record.orgId);
}
