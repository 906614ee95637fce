import { Group, Skeleton, Stack } from "@mantine/core";

import { RowsSkeleton } from "./rows-skeleton.tsx";

/** What is drawn until it is known who is signed in. */
export function PageSkeleton() {
  return (
    <Stack aria-hidden>
      <Group justify="space-between" h={42}>
        <Skeleton h={28} w={160} />
        <Skeleton h={36} w={120} />
      </Group>
      <Skeleton h={36} />
      <RowsSkeleton />
    </Stack>
  );
}
