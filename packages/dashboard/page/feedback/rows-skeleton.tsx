import { Skeleton, Stack } from "@mantine/core";

/** Stands for the rows of a table that are on their way. */
export function RowsSkeleton({ rows = 8 }: { readonly rows?: number }) {
  return (
    <Stack gap={0} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} h={28} my={12} />
      ))}
    </Stack>
  );
}
