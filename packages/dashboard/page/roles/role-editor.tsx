import { useSelf } from "../actor/use-self.ts";
import { answered, api, type Role } from "../api/api.ts";
import { sayDone } from "../feedback/say.ts";
import { Dialog } from "../layout/dialog.tsx";
import { choosesOrganization } from "./choosable-organizations.ts";
import { RoleForm } from "./role-form.tsx";
import { createBody, NEW_ROLE, updateBody, type RoleValues } from "./role-values.ts";
import { useRoleChange } from "./use-role-change.ts";

interface RoleEditorProps {
  /** Null for a new one. */
  readonly role: Role | null;
  readonly onClose: () => void;
}

/** Makes a role, or changes one. */
export function RoleEditor({ role, onClose }: RoleEditorProps) {
  return role === null ? <NewRole onClose={onClose} /> : <ChangedRole role={role} onClose={onClose} />;
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
    <Dialog title="New role" size="lg" keepsInput locked={isPending} onClose={onClose}>
      <RoleForm
        initial={NEW_ROLE}
        asksOrganization={asked}
        action="Make the role"
        error={error}
        pending={isPending}
        onSubmit={(values) => mutate(values, { onSuccess: done })}
        onCancel={onClose}
      />
    </Dialog>
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
    <Dialog
      title={`Change the role “${role.name}”`}
      size="lg"
      keepsInput
      locked={isPending}
      onClose={onClose}
    >
      <RoleForm
        initial={role}
        asksOrganization={false}
        action="Save"
        error={error}
        pending={isPending}
        onSubmit={(values) => mutate(values, { onSuccess: done })}
        onCancel={onClose}
      />
    </Dialog>
  );
}
