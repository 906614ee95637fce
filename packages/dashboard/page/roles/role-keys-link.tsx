import { Anchor, VisuallyHidden } from "@mantine/core";
import { Link } from "wouter";

import type { Role } from "../api/api.ts";

/** Leads to the keys that have the role. */
export function RoleKeysLink({ role: { name, org_id } }: { readonly role: Role }) {
  const query = new URLSearchParams({ role: name, ...(org_id !== null && { org_id }) });
  return (
    <Anchor component={Link} href={`/?${query.toString()}`} size="sm">
      Keys with this role<VisuallyHidden>: {name}</VisuallyHidden>
    </Anchor>
  );
}
