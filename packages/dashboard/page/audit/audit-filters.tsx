import type { ChangeFilter } from "../changes/changes-query.ts";
import { faultsByField } from "../api/faults-by-field.ts";
import { ChoiceFilter } from "../filters/choice-filter.tsx";
import { FilterPanel } from "../filters/filter-panel.tsx";
import { idInToken } from "../filters/id-in-token.ts";
import { TypedFilter } from "../filters/typed-filter.tsx";
import { ACTION_WORDS } from "./action-words.ts";
import type { AuditFilterChange } from "./audit-filter.ts";
import { TimeFilter } from "./time-filter.tsx";

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
    <FilterPanel label="Changes" active={Object.keys(filter).length} faulty={Object.keys(faults).length > 0}>
      <ChoiceFilter
        label="What was done"
        none="Anything"
        flex={WIDTH}
        data={ACTIONS}
        value={action}
        error={faults["action"]}
        onChoose={(chosen) => onChange({ action: chosen })}
      />
      <TypedFilter
        label="By"
        placeholder="Id of who did it"
        flex={WIDTH}
        value={actor_id ?? ""}
        error={faults["actor_id"]}
        onType={(text) => onChange({ actor_id: idInToken(text) })}
      />
      <TypedFilter
        label="To the key"
        placeholder="Id of the key"
        flex={WIDTH}
        value={key_id ?? ""}
        error={faults["key_id"]}
        onType={(text) => onChange({ key_id: idInToken(text) })}
      />
      <TimeFilter
        label="From"
        value={from}
        error={faults["from"]}
        onChange={(iso) => onChange({ from: iso })}
      />
      <TimeFilter label="Before" value={to} error={faults["to"]} onChange={(iso) => onChange({ to: iso })} />
    </FilterPanel>
  );
}

const WIDTH = "1 1 9rem";
const ACTIONS = Object.entries(ACTION_WORDS).map(([value, label]) => ({ value, label }));
