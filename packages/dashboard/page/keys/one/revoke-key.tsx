import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";

import { FaultAlert } from "../../feedback/fault-alert.tsx";
import { sayDone } from "../../feedback/say.ts";
import { revokeKey } from "../change-key.ts";
import { TypedConfirmation } from "../typed-confirmation.tsx";
import { useKeyChange } from "../use-key-change.ts";
import type { KeyActionProps } from "./key-action-props.ts";

/** Ends a key for good, with a reason for the record. */
export function RevokeKey({ apiKey, onClose }: KeyActionProps) {
  const [reason, setReason] = useState("");
  const [certain, setCertain] = useState(false);
  const revoke = useKeyChange(() => revokeKey(apiKey.id, reason.trim()));

  function submit(event: React.SubmitEvent): void {
    event.preventDefault();
    revoke.mutate(undefined, {
      onSuccess() {
        sayDone("The key is revoked.");
        onClose();
      },
    });
  }

  return (
    <Modal opened onClose={onClose} title="Revoke the key" closeButtonProps={{ "aria-label": "Close" }}>
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
          {revoke.error !== null && <FaultAlert error={revoke.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" color="red" disabled={!certain} loading={revoke.isPending}>
              Revoke for good
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
