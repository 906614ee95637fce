import { Button, Stack, Text } from "@mantine/core";

import { answered, api } from "../../api/api.ts";
import { FaultAlert } from "../../feedback/fault-alert.tsx";
import { DialogButtons } from "../../layout/dialog-buttons.tsx";
import { Dialog } from "../../layout/dialog.tsx";
import { showIssued } from "../issued.ts";
import { useKeyChange } from "../use-key-change.ts";
import type { KeyActionProps } from "./key-action-props.ts";

/** Shows a token again, and says before that it is recorded who did. */
export function RevealKey({ apiKey, onClose }: KeyActionProps) {
  const params = { path: { id: apiKey.id } };
  const { error, isPending, mutate } = useKeyChange(() =>
    showIssued("The token of the key", answered(api.POST("/keys/{id}/reveal", { params, body: {} }))),
  );
  return (
    <Dialog title="Show the key" locked={isPending} onClose={onClose}>
      <Stack>
        <Text>
          That you have seen the token is recorded, for everybody who may read the record of changes.
        </Text>
        {error !== null && <FaultAlert error={error} />}
        <DialogButtons busy={isPending} onCancel={onClose}>
          <Button loading={isPending} onClick={() => mutate(undefined, { onSuccess: onClose })}>
            Show it
          </Button>
        </DialogButtons>
      </Stack>
    </Dialog>
  );
}
