import { Button, List, Skeleton, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { permissionsQuery } from "../api/queries.ts";
import { permissionWords } from "./permission-words.ts";

const MOST_AT_FIRST = 6;

/** What permissions allow, a line each. */
export function PermissionList({ permissions }: { readonly permissions: readonly string[] }) {
  const { data: catalogue = [], isPending } = useQuery(permissionsQuery);
  const [whole, setWhole] = useState(false);
  // When the catalogue could not be read they are still shown, by their own names.
  if (isPending) return <LinesSkeleton lines={Math.min(permissions.length, MOST_AT_FIRST)} />;

  const lines = permissionWords(permissions, catalogue);
  const others = lines.length - MOST_AT_FIRST;
  if (lines.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        It allows nothing yet.
      </Text>
    );
  }
  return (
    <Stack gap={4} align="start">
      <List size="sm" className="wrap">
        {lines.slice(0, whole ? undefined : MOST_AT_FIRST).map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {others > 0 && (
        <Button variant="subtle" size="compact-sm" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? "Show fewer" : `Show ${others} more`}
        </Button>
      )}
    </Stack>
  );
}

function LinesSkeleton({ lines }: { readonly lines: number }) {
  return (
    <Stack gap={8} role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} h={14} w={220} />
      ))}
    </Stack>
  );
}
