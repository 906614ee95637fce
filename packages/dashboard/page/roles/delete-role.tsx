import { Button, Stack, Text } from "@mantine/core";

import { codeOf } from "../api/api-error.ts";
import { answered, api, type Role } from "../api/api.ts";
import { FaultAlert } from "../feedback/fault-alert.tsx";
import { sayDone } from "../feedback/say.ts";
import { DialogButtons } from "../layout/dialog-buttons.tsx";
import { Dialog } from "../layout/dialog.tsx";
import { RoleKeysLink } from "./role-keys-link.tsx";
import { useRoleChange } from "./use-role-change.ts";

interface DeleteRoleProps {
  readonly role: Role;
  readonly onClose: () => void;
}

/** Asks once more before a role goes. */
export function DeleteRole({ role, onClose }: DeleteRoleProps) {
  const { error, isPending, mutate } = useRoleChange(({ id }: Role) =>
    answered(api.DELETE("/roles/{id}", { params: { path: { id } } })),
  );
  const done = (): void => {
    sayDone(`The role “${role.name}” is deleted.`);
    onClose();
  };
  return (
    <Dialog title="Delete the role?" locked={isPending} onClose={onClose}>
      <Stack>
        <Text className="wrap">
          The role “{role.name}” goes for good. That works only while no key has it.
        </Text>
        {error !== null && <FaultAlert error={error} />}
        {codeOf(error) === "role_in_use" && <RoleKeysLink role={role} />}
        <DialogButtons cancel="Keep it" busy={isPending} onCancel={onClose}>
          <Button color="red" loading={isPending} onClick={() => mutate(role, { onSuccess: done })}>
            Delete the role
          </Button>
        </DialogButtons>
      </Stack>
    </Dialog>
  );
}
