import { Button, Group, Stack } from "@mantine/core";
import { IconLock, IconPlus } from "@tabler/icons-react";

import { may } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import type { Role } from "../api/api.ts";
import { NothingHere } from "../feedback/nothing-here.tsx";
import { PageTitle } from "../layout/page-title.tsx";
import { DeleteRole } from "./delete-role.tsx";
import { RoleEditor } from "./role-editor.tsx";
import { RoleList } from "./role-list.tsx";
import { useDialog } from "./use-dialog.ts";

/** The roles that keys can have: those of the application, and those that people make here. */
export function RolesPage() {
  const self = useSelf();
  const editor = useDialog<Role | null>();
  const deletion = useDialog<Role>();
  return (
    <Stack gap="sm">
      <Group justify="space-between" mih={42}>
        <PageTitle>Roles</PageTitle>
        {may(self, "api-roles:write") && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => editor.open(null)}>
            New role
          </Button>
        )}
      </Group>
      {may(self, "api-roles:read") ? (
        <RoleList onEdit={editor.open} onDelete={deletion.open} />
      ) : (
        <NothingHere icon={<IconLock />} title="Not for you to see">
          You have no permission to see roles. Ask somebody who manages them.
        </NothingHere>
      )}
      <RoleEditor opened={editor.opened} role={editor.about} onClose={editor.close} />
      <DeleteRole opened={deletion.opened} role={deletion.about} onClose={deletion.close} />
    </Stack>
  );
}
