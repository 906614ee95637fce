import { Group, Stack } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";

import { may, mayEverywhere } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import { NothingHere } from "../feedback/nothing-here.tsx";
import { PageTitle } from "../layout/page-title.tsx";
import { AuditChanges } from "./audit-changes.tsx";
import { ChainCheck } from "./chain-check.tsx";

/** Who has changed what, and whether that record can be believed. */
export function AuditPage() {
  const self = useSelf();
  return (
    <Stack gap="md">
      <Group mih={42}>
        <PageTitle>Audit</PageTitle>
      </Group>
      {mayEverywhere(self, "api-changes:read") && <ChainCheck />}
      {may(self, "api-changes:read") ? (
        <AuditChanges />
      ) : (
        <NothingHere icon={<IconLock />} title="Not for you to see">
          You have no permission to see who has changed keys and roles.
        </NothingHere>
      )}
    </Stack>
  );
}
