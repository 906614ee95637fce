import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";

import { changesQuery } from "../../changes/changes-query.ts";
import { ChangeTimeline } from "../../changes/change-timeline.tsx";
import { EarlierButton } from "../../changes/earlier-button.tsx";
import { FaultAlert } from "../../feedback/fault-alert.tsx";
import { RowsSkeleton } from "../../feedback/rows-skeleton.tsx";
import { Card } from "../../layout/card.tsx";

/** Who did what to a key, newest first. */
export function KeyHistory({ id }: { readonly id: string }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    changesQuery({ key_id: id }),
  );
  const changes = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Card title="History">
      {error !== null && <FaultAlert error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <RowsSkeleton rows={3} />}
      {data !== undefined && changes.length === 0 && <Text c="dimmed">Nothing is recorded of it.</Text>}
      {changes.length > 0 && <ChangeTimeline changes={changes} subject="this key" />}
      {hasNextPage && (
        <EarlierButton busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </EarlierButton>
      )}
    </Card>
  );
}
