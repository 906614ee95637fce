import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";

import { ApiError } from "../api/api-error.ts";
import type { ApiKey } from "../api/api.ts";
import { FaultAlert } from "../feedback/fault-alert.tsx";
import { sayDone } from "../feedback/say.ts";
import { changeKey } from "./change-key.ts";
import { useKeyChange } from "./use-key-change.ts";

interface RenameKeyProps {
  readonly apiKey: ApiKey;
  readonly onClose: () => void;
}

export function RenameKey({ apiKey, onClose }: RenameKeyProps) {
  const [name, setName] = useState(apiKey.name);
  const rename = useKeyChange(() => changeKey(apiKey.id, { name }));
  const fault = rename.error instanceof ApiError ? rename.error.fields[0] : undefined;

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (name === apiKey.name) return onClose();
    rename.mutate(undefined, {
      onSuccess() {
        sayDone("The key has its new name.");
        onClose();
      },
    });
  }

  return (
    <Modal opened onClose={onClose} title="Rename the key" closeButtonProps={{ "aria-label": "Close" }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label="Name"
            required
            maxLength={100}
            data-autofocus
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={fault && `The name ${fault.message}.`}
          />
          {rename.error !== null && fault === undefined && <FaultAlert error={rename.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={rename.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
