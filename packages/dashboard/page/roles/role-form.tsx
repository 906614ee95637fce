import { Button, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useEffectEvent } from "react";

import { heldIn, mayIn } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import { FaultAlert } from "../feedback/fault-alert.tsx";
import { focusFirst } from "../feedback/focus-first.ts";
import { DialogButtons } from "../layout/dialog-buttons.tsx";
import type { FormOfRole } from "./form-of-role.ts";
import { OrganizationField } from "./organization-field.tsx";
import { PermissionPicker } from "./permission-picker.tsx";
import { roleFaults, type RoleValues } from "./role-values.ts";

interface RoleFormProps {
  readonly initial: RoleValues;
  readonly asksOrganization: boolean;
  /** What the button says that sends it. */
  readonly action: string;
  /** What the API answered to the last attempt. */
  readonly error: unknown;
  readonly pending: boolean;
  readonly onSubmit: (values: RoleValues) => void;
  readonly onCancel: () => void;
}

/** Everything about a role that people decide. */
export function RoleForm({
  initial,
  asksOrganization,
  action,
  error,
  pending,
  onSubmit,
  onCancel,
}: RoleFormProps) {
  const self = useSelf();
  const form = useRoleForm(initial, asksOrganization, error);
  return (
    <form onSubmit={form.onSubmit(onSubmit, (errors) => focusFirst(form, errors))} noValidate>
      <Stack>
        <TextInput
          label="Name"
          placeholder="deployer"
          maxLength={64}
          autoComplete="off"
          withAsterisk
          data-autofocus
          {...form.getInputProps("name")}
        />
        <TextInput
          label="Description"
          description="What the role is for"
          maxLength={200}
          autoComplete="off"
          {...form.getInputProps("description")}
        />
        {asksOrganization && <OrganizationField form={form} />}
        <PermissionPicker
          label="What keys with the role may do"
          held={heldIn(self, form.values.org_id, null)}
          value={form.values.permissions}
          onChange={(permissions) => form.setFieldValue("permissions", permissions)}
          error={form.errors["permissions"]}
        />
        {error !== null && !isAtField(error, asksOrganization) && <FaultAlert error={error} />}
        <DialogButtons busy={pending} onCancel={onCancel}>
          <Button type="submit" loading={pending}>
            {action}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

/** Checks what is certain; the rest is the API's to judge, and what it says stands at the fields. */
function useRoleForm(initial: RoleValues, asksOrganization: boolean, error: unknown): FormOfRole {
  const self = useSelf();
  const mustChoose = asksOrganization && !mayIn(self, null, "api-roles:write");
  const form: FormOfRole = useForm<RoleValues>({
    mode: "controlled",
    initialValues: initial,
    validate: (values) => ({
      name: values.name.trim() === "" ? "Give the role a name." : null,
      org_id: mustChoose && values.org_id === null ? "Choose an organization." : null,
    }),
  });
  const showFaults = useEffectEvent((faults: ReturnType<typeof roleFaults>) => {
    form.setErrors(faults);
    focusFirst(form, faults);
  });
  useEffect(() => showFaults(roleFaults(error)), [error]);
  return form;
}

/** Whether what the API said stands at a field that is there. */
function isAtField(error: unknown, asksOrganization: boolean): boolean {
  return Object.keys(roleFaults(error)).some((field) => field !== "org_id" || asksOrganization);
}
