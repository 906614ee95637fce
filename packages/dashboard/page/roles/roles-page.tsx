import { Button, Group, Stack } from "@mantine/core";
import { IconLock, IconPlus } from "@tabler/icons-react";
import { useState } from "react";

import { may } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import type { Role } from "../api/api.ts";
import { NothingHere } from "../feedback/nothing-here.tsx";
import { PageTitle } from "../layout/page-title.tsx";
import { DeleteRole } from "./delete-role.tsx";
import { RoleEditor } from "./role-editor.tsx";
import { RoleList } from "./role-list.tsx";

/** The roles that keys can have: those of the application, and those that people make here. */
export function RolesPage() {
  const self = useSelf();
  const [edited, setEdited] = useState<{ readonly role: Role | null } | null>(null);
  const [deleted, setDeleted] = useState<Role | null>(null);
  return (
    <Stack gap="sm">
      <Group justify="space-between" mih={42}>
        <PageTitle>Roles</PageTitle>
        {may(self, "api-roles:write") && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited({ role: null })}>
            New role
          </Button>
        )}
      </Group>
      {may(self, "api-roles:read") ? (
        <RoleList onEdit={(role) => setEdited({ role })} onDelete={setDeleted} />
      ) : (
        <NothingHere icon={<IconLock />} title="Not for you to see">
          You have no permission to see roles. Ask somebody who manages them.
        </NothingHere>
      )}
      {edited !== null && <RoleEditor role={edited.role} onClose={() => setEdited(null)} />}
      {deleted !== null && <DeleteRole role={deleted} onClose={() => setDeleted(null)} />}
    </Stack>
  );
}
