import { Select } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";

import { may } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import { rolesQuery, scopesQuery } from "../api/queries.ts";
import { ChoiceFilter } from "../filters/choice-filter.tsx";
import { FilterPanel } from "../filters/filter-panel.tsx";
import { idInToken } from "../filters/id-in-token.ts";
import { TypedFilter } from "../filters/typed-filter.tsx";
import { KEY_SORTS, KEY_STATUSES, type KeyFilter, type KeyFilterChange, type KeySort } from "./key-filter.ts";
import { organizationOptions, projectOptions } from "./scope-names.ts";

interface KeyFiltersProps {
  readonly filter: KeyFilter;
  readonly onChange: (changes: KeyFilterChange) => void;
}

const SORTS: Readonly<Record<KeySort, string>> = {
  "-created_at": "Newest first",
  created_at: "Oldest first",
  name: "By name",
};

/** What narrows the list down; each change shows at once. */
export function KeyFilters({ filter, onChange }: KeyFiltersProps) {
  const { q, ...others } = filter;
  return (
    <FilterPanel
      label="Keys"
      active={Object.keys(others).length}
      search={
        <TypedFilter
          label="Search"
          placeholder="Name, id, number or hint"
          leftSection={<IconSearch size={16} aria-hidden />}
          flex="2 1 14rem"
          value={q ?? ""}
          onType={(typed) => onChange({ q: idInToken(typed) })}
        />
      }
    >
      <ChoiceFilter
        label="Status"
        value={filter.status}
        data={STATUS_OPTIONS}
        onChoose={(status) => onChange({ status })}
      />
      <RoleFilter filter={filter} onChange={onChange} />
      <ScopeFilters filter={filter} onChange={onChange} />
      <TypedFilter
        label="Owner"
        placeholder="Id"
        value={filter.owner_id ?? ""}
        onType={(typed) => onChange({ owner_id: idInToken(typed) })}
      />
      <Select
        label="Order"
        flex="1 1 8rem"
        data={SORT_OPTIONS}
        value={filter.sort ?? "-created_at"}
        allowDeselect={false}
        onChange={(sort) => onChange({ sort: sort === "-created_at" ? undefined : (sort ?? undefined) })}
      />
    </FilterPanel>
  );
}

const STATUS_OPTIONS = KEY_STATUSES.map((value) => ({ value, label: capitalized(value) }));
const SORT_OPTIONS = KEY_SORTS.map((value) => ({ value, label: SORTS[value] }));

/** A role that is in the address stays in the list, though it may be gone. */
function RoleFilter({ filter: { role }, onChange }: KeyFiltersProps) {
  const self = useSelf();
  const { data: roles = [] } = useQuery({ ...rolesQuery, enabled: may(self, "api-roles:read") });
  const names = [...new Set([...roles.map(({ name }) => name), ...(role ? [role] : [])])];
  return (
    <ChoiceFilter label="Role" value={role} data={names} onChoose={(chosen) => onChange({ role: chosen })} />
  );
}

function ScopeFilters({ filter: { org_id, project_id }, onChange }: KeyFiltersProps) {
  const { data: scopes = [] } = useQuery(scopesQuery);
  const projects = projectOptions(scopes, org_id);
  return (
    <>
      <ChoiceFilter
        label="Organization"
        value={org_id}
        data={organizationOptions(scopes, org_id)}
        onChoose={(chosen) => onChange({ org_id: chosen, project_id: undefined })}
      />
      <ChoiceFilter
        label="Project"
        value={project_id}
        data={projects}
        disabled={projects.length === 0}
        onChoose={(chosen) => onChange({ project_id: chosen })}
      />
    </>
  );
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
