import { Badge, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";

import { may, mayIn } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import type { Role } from "../api/api.ts";
import { scopeText, type Scopes } from "../keys/scope-names.ts";
import { PermissionList } from "./permission-list.tsx";
import { RoleKeysLink } from "./role-keys-link.tsx";

interface RoleCardProps {
  readonly role: Role;
  readonly scopes: Scopes;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** One role: what it allows, to whose keys, and what can be done about it. */
export function RoleCard({ role, scopes, onEdit, onDelete }: RoleCardProps) {
  const self = useSelf();
  const { name, description, permissions, built_in, grantable, org_id } = role;
  const editable = !built_in && mayIn(self, org_id, "api-roles:write");
  return (
    <Paper component="article" withBorder p="md">
      <Stack gap="sm" h="100%">
        <Group justify="space-between" align="start" gap="xs">
          <Title order={2} size="h4" className="wrap">
            {name}
          </Title>
          <Group gap={6}>
            <Mark>{built_in ? "Built in" : "Custom"}</Mark>
            <Mark>{grantable ? "You may give it" : "You may not give it"}</Mark>
          </Group>
        </Group>
        <Text size="sm" c="dimmed" className="wrap">
          {placeText(role, scopes)}
        </Text>
        {description !== "" && (
          <Text size="sm" className="wrap">
            {description}
          </Text>
        )}
        <PermissionList permissions={permissions} />
        <Group justify="space-between" mt="auto">
          {may(self, "api-keys:read") && <RoleKeysLink role={role} />}
          {editable && <EditButtons name={name} onEdit={onEdit} onDelete={onDelete} />}
        </Group>
      </Stack>
    </Paper>
  );
}

function Mark({ children }: { readonly children: string }) {
  return (
    <Badge variant="default" tt="none" fw={500}>
      {children}
    </Badge>
  );
}

interface EditButtonsProps extends Pick<RoleCardProps, "onEdit" | "onDelete"> {
  readonly name: string;
}

function EditButtons({ name, onEdit, onDelete }: EditButtonsProps) {
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPencil size={14} aria-hidden />}
        aria-label={`Change ${name}`}
        onClick={onEdit}
      >
        Change
      </Button>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconTrash size={14} aria-hidden />}
        aria-label={`Delete ${name}`}
        onClick={onDelete}
      >
        Delete
      </Button>
    </Group>
  );
}

/** Whose keys can have it. */
function placeText({ built_in, org_id }: Role, scopes: Scopes): string {
  if (built_in) return "For the keys of all organizations";
  if (org_id === null) return "For keys without an organization";
  return `For the keys of ${scopeText({ org_id, project_id: null }, scopes)}`;
}
