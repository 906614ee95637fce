import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { answered, api } from "../../api/api.ts";
import { FaultAlert } from "../../feedback/fault-alert.tsx";
import { IssuedToken } from "../issued-token.tsx";
import { useKeyChange } from "../use-key-change.ts";
import type { KeyActionProps } from "./key-action-props.ts";

/** Shows a token again, and says before that it is recorded who did. */
export function RevealKey({ apiKey, onClose }: KeyActionProps) {
  const [token, setToken] = useState<string | null>(null);
  const reveal = useKeyChange(() =>
    answered(api.POST("/keys/{id}/reveal", { params: { path: { id: apiKey.id } }, body: {} })),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title="Show the key"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {token !== null ? (
        <IssuedToken token={token} onDone={onClose} />
      ) : (
        <Stack>
          <Text>
            That you have seen the token is recorded, for everybody who may read the record of changes.
          </Text>
          {reveal.error !== null && <FaultAlert error={reveal.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              loading={reveal.isPending}
              onClick={() => reveal.mutate(undefined, { onSuccess: (shown) => setToken(shown.token) })}
            >
              Show it
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
