import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";

import { FaultAlert } from "../../feedback/fault-alert.tsx";
import { sayDone } from "../../feedback/say.ts";
import { DialogButtons } from "../../layout/dialog-buttons.tsx";
import { Dialog } from "../../layout/dialog.tsx";
import { revokeKey } from "../change-key.ts";
import { TypedConfirmation } from "../typed-confirmation.tsx";
import { useKeyChange } from "../use-key-change.ts";
import type { KeyActionProps } from "./key-action-props.ts";

/** Ends a key for good, with a reason for the record. */
export function RevokeKey({ apiKey, onClose }: KeyActionProps) {
  const [reason, setReason] = useState("");
  const [certain, setCertain] = useState(false);
  const { error, isPending, mutate } = useKeyChange(() => revokeKey(apiKey.id, reason.trim()));

  function done(): void {
    sayDone("The key is revoked.");
    onClose();
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (certain) mutate(undefined, { onSuccess: done });
  }

  return (
    <Dialog title="Revoke the key" locked={isPending} onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Text className="wrap">
            Every program that uses “{apiKey.name}” is refused from now on. This cannot be undone.
          </Text>
          <TextInput
            label="Reason"
            description="Kept in the record of changes"
            maxLength={200}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <TypedConfirmation word="revoke" onChange={setCertain} />
          {error !== null && <FaultAlert error={error} />}
          <DialogButtons busy={isPending} onCancel={onClose}>
            <Button type="submit" color="red" disabled={!certain} loading={isPending}>
              Revoke for good
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
