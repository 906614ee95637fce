import { CachedKey } from "../../src/cache/cached-key.js";
import { keyTraits } from "../../src/cache/key-traits.js";
import type { KeyRecord, RoleRecord } from "../../src/index.js";
import { sampleKey } from "../sample-key.js";

export const ROLES = { reader: ["bundles:read"] };

export const CUSTOM: RoleRecord = {
  id: "r1",
  orgId: "acme",
  name: "support",
  description: "",
  permissions: ["tickets:read"],
  createdAt: 0,
  updatedAt: 0,
  version: 1,
};

/** A key as a cache of ten has it. */
export function cached(
  fields: Partial<KeyRecord>,
  custom: RoleRecord | null = null,
  traitsOf = keyTraits(ROLES, 10),
): CachedKey {
  const record = sampleKey(fields);
  return new CachedKey(record, traitsOf(record, custom));
}
