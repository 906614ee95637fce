import { Anchor, Group, SimpleGrid, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";

import { may } from "../../actor/may.ts";
import { useSelf } from "../../actor/use-self.ts";
import type { Self } from "../../api/api.ts";
import { codeOf } from "../../api/api-error.ts";
import { keyQuery, permissionsQuery, rolesQuery, scopesQuery } from "../../api/queries.ts";
import { FaultAlert } from "../../feedback/fault-alert.tsx";
import { PageSkeleton } from "../../feedback/page-skeleton.tsx";
import { PageTitle } from "../../layout/page-title.tsx";
import { listAddress } from "../list-address.ts";
import { StatusBadge } from "../status-badge.tsx";
import { KeyActions } from "./key-actions.tsx";
import { KeyFacts } from "./key-facts.tsx";
import { KeyHistory } from "./key-history.tsx";
import { RotationCard } from "./rotation-card.tsx";
import { UsageCard } from "./usage-card.tsx";

/** While two tokens of a key work, somebody waits to see that the old one is used no more. */
const LIVE_MS = 3_000;
/** When a key was used last is written down as seldom as its usage is. */
const EVERY_MS = 10_000;

/** Everything about one key, and what can be done with it. */
export function KeyPage({ id }: { readonly id: string }) {
  const self = useSelf();
  const { data, error, refetch } = useQuery({
    ...keyQuery(id),
    refetchInterval: ({ state }) => (state.data?.key.rotation == null ? EVERY_MS : LIVE_MS),
  });

  const named = useNamesKnown(self);

  if ((data === undefined && error === null) || !named) return <PageSkeleton />;
  return (
    <Stack>
      <Anchor component={Link} href={listAddress()} size="sm">
        ← All keys
      </Anchor>
      {data === undefined ? (
        <>
          <PageTitle>{codeOf(error) === "not_found" ? "No such key" : "Key"}</PageTitle>
          <FaultAlert error={error} retry={() => void refetch()} />
        </>
      ) : (
        <>
          <Group justify="space-between" mih={42}>
            <Group gap="sm">
              <PageTitle>{data.key.name}</PageTitle>
              <StatusBadge status={data.key.status} />
            </Group>
            <KeyActions apiKey={data.key} version={data.version} />
          </Group>
          {data.key.rotation !== null && <RotationCard apiKey={data.key} rotation={data.key.rotation} />}
          <SimpleGrid cols={{ base: 1, lg: 2 }} style={{ alignItems: "start" }}>
            <KeyFacts apiKey={data.key} />
            <Stack>
              <UsageCard id={data.key.id} />
              {may(self, "api-changes:read") && <KeyHistory id={data.key.id} />}
            </Stack>
          </SimpleGrid>
        </>
      )}
    </Stack>
  );
}

/** Whether it is known what organizations, roles and permissions are called, so that no line grows when it is. */
function useNamesKnown(self: Self): boolean {
  const scopes = useQuery(scopesQuery);
  const permissions = useQuery(permissionsQuery);
  const roles = useQuery({ ...rolesQuery, enabled: may(self, "api-roles:read") });
  return ![scopes, permissions, roles].some(({ isLoading }) => isLoading);
}
