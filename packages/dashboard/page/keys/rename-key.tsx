import { Button, Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";

import type { ApiKey } from "../api/api.ts";
import { faultsByField } from "../api/faults-by-field.ts";
import { FaultAlert } from "../feedback/fault-alert.tsx";
import { sayDone } from "../feedback/say.ts";
import { DialogButtons } from "../layout/dialog-buttons.tsx";
import { Dialog } from "../layout/dialog.tsx";
import { changeKey } from "./change-key.ts";
import { useKeyChange } from "./use-key-change.ts";

interface RenameKeyProps {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}

export function RenameKey({ apiKey, onClose }: RenameKeyProps) {
  const [name, setName] = useState(apiKey.name);
  const { error, isPending, mutate } = useKeyChange(() => changeKey(apiKey.id, { name: name.trim() }));
  const fault = faultsByField(error)["name"];

  function done(): void {
    sayDone("The key has its new name.");
    onClose();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (name.trim() === apiKey.name) return onClose();
    mutate(undefined, { onSuccess: done });
  }

  return (
    <Dialog title="Rename the key" locked={isPending} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="Name"
            required
            maxLength={100}
            autoComplete="off"
            data-autofocus
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={fault}
          />
          {error !== null && fault === undefined && <FaultAlert error={error} />}
          <DialogButtons busy={isPending} onCancel={onClose}>
            <Button type="submit" loading={isPending}>
              Save
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
