import { Button, List, Progress, Stack, Text } from "@mantine/core";
import { useState } from "react";

import type { ApiKey } from "../api/api.ts";
import { messageOf } from "../feedback/fault-alert.tsx";
import { sayDone } from "../feedback/say.ts";
import { DialogButtons } from "../layout/dialog-buttons.tsx";
import { Dialog } from "../layout/dialog.tsx";
import { changeKey, revokeKey } from "./change-key.ts";
import { TypedConfirmation } from "./typed-confirmation.tsx";
import { readKeysAnew } from "./use-key-change.ts";

export interface ManyChange {
  readonly kind: "disable" | "revoke";
  readonly keys: readonly ApiKey[];
}

interface ChangeManyProps {
  readonly change: ManyChange;
  readonly onClose: () => void;
  /** All of them are changed. */
  readonly onDone: () => void;
}

interface Failure {
  readonly name: string;
  readonly message: string;
}

const SENDS = {
  disable: ({ id }: ApiKey) => changeKey(id, { enabled: false }),
  revoke: ({ id }: ApiKey) => revokeKey(id, ""),
};
const WORDS = {
  disable: { title: "Disable", done: "disabled", effect: "They are refused until they are enabled again." },
  revoke: { title: "Revoke", done: "revoked", effect: "They are refused for good: this cannot be undone." },
};

/** Changes several keys, one after the other, and says which could not be. */
export function ChangeMany({ change: { kind, keys }, onClose, onDone }: ChangeManyProps) {
  const { title, done, effect } = WORDS[kind];
  const [certain, setCertain] = useState(kind === "disable");
  const [count, setCount] = useState<number | null>(null);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const running = count !== null && count < keys.length;

  async function run(): Promise<void> {
    const failed: Failure[] = [];
    setCount(0);
    for (const [index, key] of keys.entries()) {
      await SENDS[kind](key).catch((error: unknown) =>
        failed.push({ name: key.name, message: messageOf(error) }),
      );
      setCount(index + 1);
    }
    readKeysAnew();
    setFailures(failed);
    if (failed.length > 0) return;
    sayDone(`${keysText(keys.length)} ${done}.`);
    onClose();
    onDone();
  }

  return (
    <Dialog title={`${title} ${keysText(keys.length)}`} locked={running} onClose={onClose}>
      <Stack>
        <Text>{effect}</Text>
        <List
          size="sm"
          className="wrap"
          mah={200}
          style={{ overflowY: "auto" }}
          tabIndex={0}
          aria-label="Keys"
        >
          {keys.map(({ id, name }) => (
            <List.Item key={id}>{name}</List.Item>
          ))}
        </List>
        {kind === "revoke" && <TypedConfirmation word="revoke" onChange={setCertain} />}
        {count !== null && (
          <Progress value={(count / keys.length) * 100} aria-label={`${count} of ${keys.length}`} />
        )}
        {failures.length > 0 && <Failures failures={failures} />}
        <DialogButtons cancel={failures.length > 0 ? "Close" : "Cancel"} busy={running} onCancel={onClose}>
          {failures.length === 0 && (
            <Button
              color={kind === "revoke" ? "red" : undefined}
              disabled={!certain}
              loading={running}
              onClick={() => void run()}
            >
              {title}
            </Button>
          )}
        </DialogButtons>
      </Stack>
    </Dialog>
  );
}

function Failures({ failures }: { readonly failures: readonly Failure[] }) {
  return (
    <Stack gap={4} role="alert">
      <Text fw={500}>{keysText(failures.length)} could not be changed:</Text>
      <List size="sm" className="wrap">
        {failures.map(({ name, message }, index) => (
          <List.Item key={index}>
            {name}: {message}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

function keysText(count: number): string {
  return count === 1 ? "1 key" : `${count} keys`;
}
