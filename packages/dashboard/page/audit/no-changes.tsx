import { Button } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";

import { NothingHere } from "../feedback/nothing-here.tsx";

interface NoChangesProps {
  readonly filtered: boolean;
  /** Whether there are earlier changes that were not looked at. */
  readonly more: boolean;
  readonly onClear: () => void;
}

/** Why the list is empty. */
export function NoChanges({ filtered, more, onClear }: NoChangesProps) {
  if (more) {
    return (
      <NothingHere icon={<IconHistory />} title="Nothing found so far">
        There are earlier changes to look at.
      </NothingHere>
    );
  }
  if (!filtered) {
    return (
      <NothingHere icon={<IconHistory />} title="Nothing has changed yet">
        Whoever makes or changes a key or a role is recorded here.
      </NothingHere>
    );
  }
  return (
    <NothingHere icon={<IconHistory />} title="No change matches">
      <Button variant="default" size="xs" mt="xs" onClick={onClear}>
        Show all changes
      </Button>
    </NothingHere>
  );
}
