import { Alert, Checkbox, Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { heldIn, may, ownOrganization } from "../../actor/may.ts";
import { useSelf } from "../../actor/use-self.ts";
import type { Role } from "../../api/api.ts";
import { rolesQuery } from "../../api/queries.ts";
import { PermissionList } from "../../roles/permission-list.tsx";
import { roleNamed } from "../../roles/role-named.ts";
import { PermissionPicker } from "../../roles/permission-picker.tsx";
import type { FormOfKey } from "./form-of-key.ts";

/** What the key may do: a role, permissions of its own, or both. */
export function AccessFields({ form }: { readonly form: FormOfKey }) {
  const self = useSelf();
  const { data: roles = [] } = useQuery({ ...rolesQuery, enabled: may(self, "api-roles:read") });
  const { role: name, permissions, inherits, orgId, projectId } = form.getValues();
  const place = orgId ?? ownOrganization(self);
  const [own, setOwn] = useState(permissions.length > 0);
  const role = roleNamed(roles, name, place);

  if (inherits) {
    return (
      <Alert variant="outline" title="As its owner">
        The key may do what its owner may, at every moment.
        <Checkbox
          mt="xs"
          label="It keeps following its owner"
          {...form.getInputProps("inherits", { type: "checkbox" })}
        />
      </Alert>
    );
  }
  return (
    <Stack gap="xs">
      <Select
        label="Role"
        description="Only roles that you may give are listed"
        placeholder="No role"
        data={namesToGive(roles, name, place)}
        clearable
        clearButtonProps={{ "aria-label": "No role" }}
        {...form.getInputProps("role")}
      />
      {role && <PermissionList permissions={role.permissions} />}
      <Checkbox
        label={name === null ? "Give it permissions of its own" : "Give it more permissions of its own"}
        checked={own}
        onChange={({ currentTarget }) => {
          setOwn(currentTarget.checked);
          if (!currentTarget.checked) form.setFieldValue("permissions", []);
        }}
      />
      {own && (
        <PermissionPicker
          label="Permissions"
          held={heldIn(self, orgId, projectId)}
          value={[...permissions]}
          onChange={(chosen) => form.setFieldValue("permissions", chosen)}
          error={form.errors["permissions"]}
        />
      )}
    </Stack>
  );
}

/** What the key has already stays in the list. */
function namesToGive(roles: readonly Role[], given: string | null, orgId: string | null): string[] {
  const fitting = roles.filter(
    ({ grantable, built_in, org_id }) => grantable && (built_in || org_id === orgId),
  );
  const names = fitting.map(({ name }) => name);
  return [...new Set(given === null ? names : [...names, given])];
}
