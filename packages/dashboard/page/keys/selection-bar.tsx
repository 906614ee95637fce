import { Button, Group, Text } from "@mantine/core";
import { Suspense, useState } from "react";

import { mayWith } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import type { ApiKey } from "../api/api.ts";
import { lazily } from "../lazily.ts";
import type { ManyChange } from "./change-many.tsx";

const ChangeMany = lazily(() => import("./change-many.tsx"), "ChangeMany");

interface SelectionBarProps {
  readonly keys: readonly ApiKey[];
  readonly onDone: () => void;
}

/** What can be done to the chosen keys together; its place is kept while none is chosen. */
export function SelectionBar({ keys, onDone }: SelectionBarProps) {
  const self = useSelf();
  const [change, setChange] = useState<ManyChange | null>(null);
  const standing = keys.filter(({ status }) => status !== "revoked");
  const toDisable = standing.filter((key) => key.enabled && mayWith(self, key, "api-keys:update"));
  const toRevoke = standing.filter((key) => mayWith(self, key, "api-keys:revoke"));
  return (
    <Group gap="xs">
      <Text size="sm" aria-live="polite">
        {keys.length === 0 ? "" : keys.length === 1 ? "1 key chosen" : `${keys.length} keys chosen`}
      </Text>
      {toDisable.length > 0 && (
        <Button size="xs" variant="default" onClick={() => setChange({ kind: "disable", keys: toDisable })}>
          Disable {toDisable.length}
        </Button>
      )}
      {toRevoke.length > 0 && (
        <Button size="xs" color="red" onClick={() => setChange({ kind: "revoke", keys: toRevoke })}>
          Revoke {toRevoke.length}
        </Button>
      )}
      {keys.length > 0 && (
        <Button size="xs" variant="subtle" onClick={onDone}>
          Clear
        </Button>
      )}
      <Suspense fallback={null}>
        {change !== null && <ChangeMany change={change} onClose={() => setChange(null)} onDone={onDone} />}
      </Suspense>
    </Group>
  );
}
