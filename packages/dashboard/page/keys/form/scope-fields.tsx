import { Group, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { mayIn } from "../../actor/may.ts";
import { useSelf } from "../../actor/use-self.ts";
import { scopesQuery } from "../../api/queries.ts";
import { organizationOptions, projectOptions } from "../scope-names.ts";
import type { FormOfKey } from "./form-of-key.ts";

/** Where the key belongs: nothing to choose for somebody of one organization without projects. */
export function ScopeFields({ form }: { readonly form: FormOfKey }) {
  const self = useSelf();
  const { data: scopes = [] } = useQuery(scopesQuery);
  const { orgId } = form.getValues();
  const projects = projectOptions(scopes, orgId ?? (scopes.length === 1 ? scopes[0]?.org_id : null));

  if (scopes.length === 0) return <NamedScope form={form} />;
  return (
    <Group grow align="start">
      <Select
        label="Organization"
        data={organizationOptions(scopes)}
        placeholder={mayIn(self, null, "api-keys:create") ? "No organization" : "Your own"}
        clearable
        clearButtonProps={{ "aria-label": "No organization" }}
        {...form.getInputProps("orgId")}
        onChange={(chosen: string | null) => form.setValues({ orgId: chosen, projectId: null, role: null })}
      />
      <Select
        label="Project"
        data={projects}
        placeholder={projects.length === 0 ? "None there" : "All of the organization"}
        disabled={projects.length === 0}
        clearable
        clearButtonProps={{ "aria-label": "All of the organization" }}
        {...form.getInputProps("projectId")}
        onChange={(chosen: string | null) =>
          form.setValues({
            projectId: chosen,
            orgId: chosen === null ? orgId : (orgId ?? scopes[0]?.org_id ?? null),
          })
        }
      />
    </Group>
  );
}

/** Where the application has no list of its organizations, people know their ids. */
function NamedScope({ form }: { readonly form: FormOfKey }) {
  const { orgId, projectId } = form.getValues();
  return (
    <Group grow align="start">
      <TextInput
        label="Organization"
        placeholder="Its id; empty for your own"
        {...form.getInputProps("orgId")}
        value={orgId ?? ""}
        onChange={({ currentTarget }) => form.setFieldValue("orgId", currentTarget.value || null)}
      />
      <TextInput
        label="Project"
        placeholder="Its id; empty for all"
        {...form.getInputProps("projectId")}
        value={projectId ?? ""}
        onChange={({ currentTarget }) => form.setFieldValue("projectId", currentTarget.value || null)}
      />
    </Group>
  );
}
