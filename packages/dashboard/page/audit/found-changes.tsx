import { Stack } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";

import type { ChangePage } from "../changes/changes-query.ts";
import { EarlierButton } from "../changes/earlier-button.tsx";
import { FaultAlert } from "../feedback/fault-alert.tsx";
import { RowsSkeleton } from "../feedback/rows-skeleton.tsx";
import { AuditList } from "./audit-list.tsx";
import { NoChanges } from "./no-changes.tsx";

interface FoundChangesProps {
  readonly list: UseInfiniteQueryResult<InfiniteData<ChangePage>>;
  readonly filtered: boolean;
  readonly onClear: () => void;
}

/** What a filter has found so far, and the way to more. */
export function FoundChanges({ list, filtered, onClear }: FoundChangesProps) {
  const { data, hasNextPage, isFetchingNextPage, isPlaceholderData } = list;
  if (data === undefined) return <NothingRead list={list} />;

  const changes = data.pages.flatMap((page) => page.data);
  const goOn = (): void => void list.fetchNextPage();
  return (
    <Stack gap="lg">
      {changes.length > 0 ? (
        <AuditList changes={changes} outdated={isPlaceholderData} />
      ) : (
        <NoChanges filtered={filtered} more={hasNextPage} onClear={onClear} />
      )}
      {list.isError && (
        <FaultAlert error={list.error} retry={list.isFetchNextPageError ? goOn : () => void list.refetch()} />
      )}
      {hasNextPage && (
        <EarlierButton busy={isFetchingNextPage} onClick={goOn}>
          {changes.length > 0 ? "Show earlier changes" : "Look further back"}
        </EarlierButton>
      )}
    </Stack>
  );
}

function NothingRead({ list: { error, refetch } }: Pick<FoundChangesProps, "list">) {
  if (error === null) return <RowsSkeleton />;
  return <FaultAlert error={error} retry={() => void refetch()} />;
}
