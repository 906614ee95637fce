import { Button, Group, Modal, Stack, Text } from "@mantine/core";

import { codeOf } from "../api/api-error.ts";
import { answered, api, type Role } from "../api/api.ts";
import { FaultAlert } from "../feedback/fault-alert.tsx";
import { sayDone } from "../feedback/say.ts";
import { RoleKeysLink } from "./role-keys-link.tsx";
import { useRoleChange } from "./use-role-change.ts";

interface DeleteRoleProps {
  readonly opened: boolean;
  readonly role: Role | null;
  readonly onClose: () => void;
}

/** Asks once more before a role goes. */
export function DeleteRole({ opened, role, onClose }: DeleteRoleProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Delete the role?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {role !== null && <Deletion role={role} onClose={onClose} />}
    </Modal>
  );
}

interface DeletionProps {
  readonly role: Role;
  readonly onClose: () => void;
}

function Deletion({ role, onClose }: DeletionProps) {
  const { error, isPending, mutate } = useRoleChange(({ id }: Role) =>
    answered(api.DELETE("/roles/{id}", { params: { path: { id } } })),
  );
  const done = (): void => {
    sayDone(`The role “${role.name}” is deleted.`);
    onClose();
  };
  return (
    <Stack>
      <Text className="wrap">The role “{role.name}” goes for good. That works only while no key has it.</Text>
      {error !== null && <FaultAlert error={error} />}
      {codeOf(error) === "role_in_use" && <RoleKeysLink role={role} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button color="red" loading={isPending} onClick={() => mutate(role, { onSuccess: done })}>
          Delete the role
        </Button>
      </Group>
    </Stack>
  );
}
