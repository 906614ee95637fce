import { Skeleton } from "@mantine/core";

const ROWS = 12;

/** Stands for the rows that are on their way, and is as high as they are. */
export function KeysSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      <Skeleton className="key-head-skeleton" />
      {Array.from({ length: ROWS }, (_, row) => (
        <Skeleton key={row} className="key-skeleton" />
      ))}
    </div>
  );
}
