import { Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { mayIn } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import { scopesQuery } from "../api/queries.ts";
import { organizationOptions } from "../keys/scope-names.ts";
import { choosableOrganizations } from "./choosable-organizations.ts";
import type { FormOfRole } from "./form-of-role.ts";

const LABEL = "Organization";
const WHAT_FOR = "Only its keys can have the role";

/** Where the application has no list of its organizations, people know their ids. */
export function OrganizationField({ form }: { readonly form: FormOfRole }) {
  const self = useSelf();
  const { data: scopes = [] } = useQuery(scopesQuery);
  const optional = mayIn(self, null, "api-roles:write");
  const options = organizationOptions(choosableOrganizations(self, scopes));
  const input = form.getInputProps("org_id");

  if (options.length === 0) {
    return (
      <TextInput
        label={LABEL}
        description={WHAT_FOR}
        placeholder={optional ? "Its id; empty for keys without one" : "Its id"}
        autoComplete="off"
        withAsterisk={!optional}
        {...input}
        value={form.values.org_id ?? ""}
        onChange={({ currentTarget }) => form.setFieldValue("org_id", currentTarget.value || null)}
      />
    );
  }
  return (
    <Select
      label={LABEL}
      description={WHAT_FOR}
      placeholder={optional ? "Keys without an organization" : "Choose one"}
      data={options}
      searchable
      clearable={optional}
      clearButtonProps={{ "aria-label": "Keys without an organization" }}
      withAsterisk={!optional}
      {...input}
    />
  );
}
