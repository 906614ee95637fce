import { Text } from "@mantine/core";
import type { ReactNode } from "react";

import type { ApiKey, Self } from "../api/api.ts";
import { Moment } from "../times/moment.tsx";
import { ownerText } from "./owner-text.ts";
import { scopeText, type Scopes } from "./scope-names.ts";
import { StatusBadge } from "./status-badge.tsx";

/** Who looks at the list, and the names of what is in it. */
export interface Reader {
  readonly self: Self;
  readonly scopes: Scopes;
}

export interface Column {
  readonly label: string;
  /** A share of the width. */
  readonly width: string;
  readonly cell: (key: ApiKey, reader: Reader) => ReactNode;
}

/** What the list shows of a key, besides its name and its hint. */
export const COLUMNS: readonly Column[] = [
  { label: "Role", width: "11%", cell: (key) => <Cut text={accessText(key)} /> },
  { label: "Scope", width: "15%", cell: (key, { scopes }) => <Cut text={scopeText(key, scopes)} /> },
  { label: "Owner", width: "9%", cell: (key, { self }) => <Cut text={ownerText(key.owner_id, self)} /> },
  { label: "Status", width: "7.5rem", cell: ({ status }) => <StatusBadge status={status} /> },
  { label: "Last used", width: "8rem", cell: ({ last_used_at: at }) => momentOr(at, "never used") },
  { label: "Expires", width: "7.5rem", cell: ({ expires_at: at }) => momentOr(at, "never") },
];

/** Where a key's permissions come from. */
export function accessText({ role, permissions, inherits }: ApiKey): string {
  if (inherits) return "As its owner";
  if (role !== null) return permissions?.length ? `${role} and more` : role;
  const count = permissions?.length ?? 0;
  return count === 1 ? "1 permission" : `${count} permissions`;
}

export function momentOr(at: string | null, otherwise: string): ReactNode {
  return at === null ? <span>{otherwise}</span> : <Moment at={at} />;
}

/** One line, whole on hover. */
function Cut({ text }: { readonly text: string }) {
  return (
    <Text size="sm" className="one-line" title={text}>
      {text}
    </Text>
  );
}
