import type { ReactNode } from "react";

import { fromLocalInput, toLocalInput } from "../times/local-input.ts";
import { TypedFilter } from "../filters/typed-filter.tsx";

interface TimeFilterProps {
  readonly label: string;
  /** ISO 8601 in UTC; people see it in their own zone. */
  readonly value: string | undefined;
  readonly error: ReactNode;
  readonly onChange: (iso: string | undefined) => void;
}

/** A time that changes are looked for from, or up to. */
export function TimeFilter({ value, onChange, ...others }: TimeFilterProps) {
  return (
    <TypedFilter
      {...others}
      type="datetime-local"
      flex="1 1 9rem"
      value={value !== undefined && isInRange(value) ? toLocalInput(value) : ""}
      onType={(text) => {
        if (text === "") return onChange(undefined);
        const iso = fromLocalInput(text);
        if (iso !== null && isInRange(iso)) onChange(iso);
      }}
    />
  );
}

/** While somebody types the year 2027, it is the year 2, 20 and 202 for a moment: nothing to look for. */
function isInRange(iso: string): boolean {
  const at = Date.parse(iso);
  return at >= 0 && at <= LAST;
}

const LAST = Date.UTC(9999, 11, 30);
