import { Group, Select } from "@mantine/core";

import type { ChangeFilter } from "../changes/changes-query.ts";
import { faultsByField } from "../roles/faults-by-field.ts";
import { ACTION_WORDS } from "./action-words.ts";
import type { AuditFilterChange } from "./audit-filter.ts";
import { TimeFilter } from "./time-filter.tsx";
import { TypedFilter } from "./typed-filter.tsx";

interface AuditFiltersProps {
  readonly filter: ChangeFilter;
  /** What the API answered to it, if that was no list. */
  readonly error: unknown;
  readonly onChange: (changes: AuditFilterChange) => void;
}

/** What narrows the list down; each change shows at once. */
export function AuditFilters({ filter, error, onChange }: AuditFiltersProps) {
  const { action, actor_id, key_id, from, to } = filter;
  const faults = faultsByField(error);
  return (
    <Group gap="xs" role="search" aria-label="Changes" align="start">
      <Select
        label="What was done"
        placeholder="Anything"
        flex="1 1 12rem"
        data={ACTIONS}
        value={action ?? null}
        error={faults["action"]}
        clearable
        clearButtonProps={{ "aria-label": "Anything" }}
        onChange={(chosen) => onChange({ action: chosen ?? undefined })}
      />
      <TypedFilter
        label="By"
        placeholder="Id of a person or a key"
        value={actor_id ?? ""}
        error={faults["actor_id"]}
        onType={(text) => onChange({ actor_id: text })}
      />
      <TypedFilter
        label="To the key"
        placeholder="Id of the key"
        value={key_id ?? ""}
        error={faults["key_id"]}
        onType={(text) => onChange({ key_id: text })}
      />
      <TimeFilter
        label="From"
        value={from}
        error={faults["from"]}
        onChange={(iso) => onChange({ from: iso })}
      />
      <TimeFilter label="Before" value={to} error={faults["to"]} onChange={(iso) => onChange({ to: iso })} />
    </Group>
  );
}

const ACTIONS = Object.entries(ACTION_WORDS).map(([value, label]) => ({ value, label }));
