import { Group, Select, TextInput, type SelectProps, type TextInputProps } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { may } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import { rolesQuery, scopesQuery } from "../api/queries.ts";
import { KEY_SORTS, KEY_STATUSES, type KeyFilter, type KeyFilterChange, type KeySort } from "./key-filter.ts";
import { organizationOptions, projectOptions } from "./scope-names.ts";

interface KeyFiltersProps {
  readonly filter: KeyFilter;
  readonly onChange: (changes: KeyFilterChange) => void;
}

const TYPING_PAUSE_MS = 250;

const SORTS: Readonly<Record<KeySort, string>> = {
  "-created_at": "Newest first",
  created_at: "Oldest first",
  name: "By name",
};

/** What narrows the list down; each change shows at once. */
export function KeyFilters({ filter, onChange }: KeyFiltersProps) {
  const self = useSelf();
  const { data: scopes = [] } = useQuery(scopesQuery);
  const { data: roles = [] } = useQuery({ ...rolesQuery, enabled: may(self, "api-roles:read") });
  const projects = projectOptions(scopes, filter.org_id);
  const roleNames = [...new Set([...roles.map(({ name }) => name), ...(filter.role ? [filter.role] : [])])];
  return (
    <Group gap="xs" role="search" align="end">
      <SearchBox value={filter.q} onSearch={(q) => onChange({ q })} />
      <Choice
        label="Status"
        value={filter.status}
        data={STATUS_OPTIONS}
        onChoose={(status) => onChange({ status })}
      />
      <Choice label="Role" value={filter.role} data={roleNames} onChoose={(role) => onChange({ role })} />
      <Choice
        label="Organization"
        value={filter.org_id}
        data={organizationOptions(scopes, filter.org_id)}
        onChoose={(org_id) => onChange({ org_id, project_id: undefined })}
      />
      <Choice
        label="Project"
        value={filter.project_id}
        data={projects}
        disabled={projects.length === 0}
        onChoose={(project_id) => onChange({ project_id })}
      />
      <Typed label="Owner" value={filter.owner_id} onType={(owner_id) => onChange({ owner_id })} />
      <Select
        label="Order"
        flex="1 1 8rem"
        data={SORT_OPTIONS}
        value={filter.sort ?? "-created_at"}
        allowDeselect={false}
        onChange={(sort) => onChange({ sort: sort === "-created_at" ? undefined : (sort ?? undefined) })}
      />
    </Group>
  );
}

const STATUS_OPTIONS = KEY_STATUSES.map((value) => ({ value, label: capitalized(value) }));
const SORT_OPTIONS = KEY_SORTS.map((value) => ({ value, label: SORTS[value] }));

interface SearchBoxProps {
  readonly value: string | undefined;
  readonly onSearch: (words: string) => void;
}

function SearchBox({ value, onSearch }: SearchBoxProps) {
  return (
    <Typed
      label="Search"
      value={value}
      onType={onSearch}
      placeholder="Name, id, number or hint"
      leftSection={<IconSearch size={16} aria-hidden />}
      flex="2 1 14rem"
    />
  );
}

interface TypedProps extends Omit<TextInputProps, "value" | "onChange"> {
  readonly value: string | undefined;
  readonly onType: (text: string) => void;
}

/** Waits for a pause in the typing. */
function Typed({ value = "", onType, ...others }: TypedProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const pass = useDebouncedCallback((typed: string) => onType(typed.trim()), TYPING_PAUSE_MS);
  // Changed from elsewhere, as by the link that shows all keys.
  if (value !== known) {
    setKnown(value);
    if (value !== text.trim()) setText(value);
  }
  return (
    <TextInput
      flex="1 1 7rem"
      maxLength={128}
      autoComplete="off"
      {...others}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        pass(currentTarget.value);
      }}
    />
  );
}

interface ChoiceProps extends Omit<SelectProps<string>, "value" | "onChange" | "label"> {
  readonly value: string | undefined;
  readonly label: string;
  readonly onChoose: (value: string | undefined) => void;
}

/** One of several, or any. */
function Choice({ label, value, onChoose, ...others }: ChoiceProps) {
  return (
    <Select
      label={label}
      flex="1 1 7rem"
      placeholder="Any"
      clearable
      clearButtonProps={{ "aria-label": `Any ${label.toLowerCase()}` }}
      {...others}
      value={value ?? null}
      onChange={(chosen) => onChoose(chosen ?? undefined)}
    />
  );
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
