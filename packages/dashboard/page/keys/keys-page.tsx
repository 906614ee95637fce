import { Button, Group, Stack } from "@mantine/core";
import { IconLock, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";

import { may } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import { FaultAlert } from "../feedback/fault-alert.tsx";
import { NothingHere } from "../feedback/nothing-here.tsx";
import { PageTitle } from "../layout/page-title.tsx";
import { lazily } from "../lazily.ts";
import { KeyFilters } from "./key-filters.tsx";
import { KeyTable } from "./key-table.tsx";
import { keysQuery } from "./keys-query.ts";
import { KeysSkeleton } from "./keys-skeleton.tsx";
import { NoKeys } from "./no-keys.tsx";
import { Pager } from "./pager.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { useKeyFilter } from "./use-key-filter.ts";
import { usePages } from "./use-pages.ts";

const CreateKey = lazily(() => import("./create-key.tsx"), "CreateKey");

/** The list of keys, for those who may see any. */
export function KeysPage() {
  if (may(useSelf(), "api-keys:read")) return <KeyList />;
  return (
    <>
      <PageTitle>Keys</PageTitle>
      <NothingHere icon={<IconLock />} title="Not for you to see">
        Nobody has given you the right to see keys.
      </NothingHere>
    </>
  );
}

/** What there is of them, with what can be done to many at once. */
function KeyList() {
  const self = useSelf();
  const [filter, changeFilter] = useKeyFilter();
  const pages = usePages(JSON.stringify(filter));
  const { data, error, isPlaceholderData, refetch } = useQuery(keysQuery(filter, pages.cursor));
  const [chosen, setChosen] = useState(NONE);
  const [creating, setCreating] = useState(false);

  const keys = data?.keys ?? [];
  return (
    <Stack gap="sm">
      <Group justify="space-between" mih={42}>
        <PageTitle>Keys</PageTitle>
        {may(self, "api-keys:create") && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
            Create a key
          </Button>
        )}
      </Group>
      <KeyFilters filter={filter} onChange={changeFilter} />
      <Group className="toolbar" justify="space-between" gap="xs">
        <SelectionBar keys={keys.filter(({ id }) => chosen.has(id))} onDone={() => setChosen(NONE)} />
        <Pager pages={pages} next={data?.next ?? null} busy={isPlaceholderData} />
      </Group>
      {error !== null && <FaultAlert error={error} retry={() => void refetch()} />}
      {error === null && data === undefined && <KeysSkeleton />}
      {data !== undefined && keys.length === 0 && (
        <NoKeys filter={filter} first={pages.number === 1} more={data.next !== null} />
      )}
      {keys.length > 0 && (
        <KeyTable keys={keys} chosen={chosen} onChoose={setChosen} outdated={isPlaceholderData} />
      )}
      {creating && (
        <Suspense fallback={null}>
          <CreateKey onClose={() => setCreating(false)} />
        </Suspense>
      )}
    </Stack>
  );
}

const NONE: ReadonlySet<string> = new Set();
