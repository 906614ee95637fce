import { Button, Group, Stack, Title } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useId } from "react";

import { changesQuery } from "../changes/changes-query.ts";
import { NO_FILTER, useAuditFilter } from "./audit-filter.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { FoundChanges } from "./found-changes.tsx";

/** All changes that the person may see, and what narrows them down. */
export function AuditChanges() {
  const [filter, changeFilter] = useAuditFilter();
  const list = useInfiniteQuery({ ...changesQuery(filter), placeholderData: keepPreviousData });
  const id = useId();
  const filtered = Object.keys(filter).length > 0;
  const clear = (): void => changeFilter(NO_FILTER);
  return (
    <Stack role="region" gap="sm" aria-labelledby={id}>
      <Group justify="space-between">
        <Title order={2} size="h4" id={id}>
          Changes
        </Title>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconX size={14} aria-hidden />}
          disabled={!filtered}
          onClick={clear}
        >
          Clear the filters
        </Button>
      </Group>
      <AuditFilters filter={filter} error={list.error} onChange={changeFilter} />
      <FoundChanges list={list} filtered={filtered} onClear={clear} />
    </Stack>
  );
}
