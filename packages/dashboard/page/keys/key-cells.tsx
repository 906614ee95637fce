import { Code, Text } from "@mantine/core";
import type { ReactNode } from "react";

import type { ApiKey } from "../api/api.ts";
import { Moment } from "../times/moment.tsx";
import { scopeText, type Scopes } from "./scope-names.ts";
import { StatusBadge } from "./status-badge.tsx";

export interface Column {
  readonly label: string;
  /** A share of the width. */
  readonly width: string;
  readonly cell: (key: ApiKey, scopes: Scopes) => ReactNode;
}

/** What the list shows of a key, besides its name. */
export const COLUMNS: readonly Column[] = [
  { label: "Hint", width: "13%", cell: ({ hint }) => <Code className="one-line">{hint}</Code> },
  { label: "Role", width: "11%", cell: (key) => accessText(key) },
  { label: "Scope", width: "13%", cell: (key, scopes) => <Cut text={scopeText(key, scopes)} /> },
  { label: "Owner", width: "11%", cell: ({ owner_id }) => <Cut text={owner_id ?? "nobody"} /> },
  { label: "Status", width: "9rem", cell: ({ status }) => <StatusBadge status={status} /> },
  { label: "Last used", width: "10%", cell: ({ last_used_at: at }) => momentOr(at, "never used") },
  { label: "Expires", width: "10%", cell: ({ expires_at: at }) => momentOr(at, "never") },
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
