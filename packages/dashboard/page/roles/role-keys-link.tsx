import { Anchor, VisuallyHidden } from "@mantine/core";
import { Link } from "wouter";

import type { Role } from "../api/api.ts";

/** Leads to the keys that have the role. */
export function RoleKeysLink({ role: { name } }: { readonly role: Role }) {
  return (
    <Anchor component={Link} href={`/?${new URLSearchParams({ role: name }).toString()}`} size="sm">
      Keys with this role<VisuallyHidden>: {name}</VisuallyHidden>
    </Anchor>
  );
}
