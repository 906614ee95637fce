import { Modal } from "@mantine/core";

import { useSelf } from "../actor/use-self.ts";
import { answered, api, type Role } from "../api/api.ts";
import { sayDone } from "../feedback/say.ts";
import { choosesOrganization } from "./choosable-organizations.ts";
import { RoleForm } from "./role-form.tsx";
import { createBody, NEW_ROLE, updateBody, type RoleValues } from "./role-values.ts";
import { useRoleChange } from "./use-role-change.ts";

interface RoleEditorProps {
  readonly opened: boolean;
  /** Null for a new one. */
  readonly role: Role | null;
  readonly onClose: () => void;
}

/** Makes a role, or changes one. */
export function RoleEditor({ opened, role, onClose }: RoleEditorProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={role === null ? "New role" : `Change the role “${role.name}”`}
      // What was typed is not lost by a click beside it.
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {role === null ? <NewRole onClose={onClose} /> : <ChangedRole role={role} onClose={onClose} />}
    </Modal>
  );
}

function NewRole({ onClose }: Pick<RoleEditorProps, "onClose">) {
  const asked = choosesOrganization(useSelf());
  const { error, isPending, mutate } = useRoleChange((values: RoleValues) =>
    answered(api.POST("/roles", { body: createBody(values, { asked }) })),
  );
  const done = ({ name }: Role): void => {
    sayDone(`The role “${name}” is made.`);
    onClose();
  };
  return (
    <RoleForm
      initial={NEW_ROLE}
      asksOrganization={asked}
      action="Make the role"
      error={error}
      pending={isPending}
      onSubmit={(values) => mutate(values, { onSuccess: done })}
      onCancel={onClose}
    />
  );
}

interface ChangedRoleProps {
  readonly role: Role;
  readonly onClose: () => void;
}

function ChangedRole({ role, onClose }: ChangedRoleProps) {
  const params = { path: { id: role.id } };
  const { error, isPending, mutate } = useRoleChange((values: RoleValues) =>
    answered(api.PATCH("/roles/{id}", { params, body: updateBody(values, role) })),
  );
  const done = ({ name }: Role): void => {
    sayDone(`The role “${name}” is changed.`);
    onClose();
  };
  return (
    <RoleForm
      initial={role}
      asksOrganization={false}
      action="Save"
      error={error}
      pending={isPending}
      onSubmit={(values) => mutate(values, { onSuccess: done })}
      onCancel={onClose}
    />
  );
}
