import { Badge } from "@mantine/core";

import type { KeyStatus } from "./key-filter.ts";

const COLORS: Readonly<Record<KeyStatus, string>> = {
  active: "teal",
  scheduled: "blue",
  disabled: "gray",
  expired: "orange",
  revoked: "red",
};

/** The state of a key, in a word; the colour only repeats it. */
export function StatusBadge({ status }: { readonly status: KeyStatus }) {
  return (
    <Badge variant="dot" color={COLORS[status]} tt="none">
      {status}
    </Badge>
  );
}
