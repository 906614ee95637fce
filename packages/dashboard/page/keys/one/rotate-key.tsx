import { Button, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { answered, api } from "../../api/api.ts";
import { FaultAlert } from "../../feedback/fault-alert.tsx";
import { DialogButtons } from "../../layout/dialog-buttons.tsx";
import { Dialog } from "../../layout/dialog.tsx";
import { showIssued } from "../issued.ts";
import { useKeyChange } from "../use-key-change.ts";
import type { KeyActionProps } from "./key-action-props.ts";

const OVERLAPS = [
  { value: "3600", label: "An hour" },
  { value: "86400", label: "A day" },
  { value: "604800", label: "A week" },
  { value: "2592000", label: "30 days" },
  { value: "0", label: "Not at all: the old token is refused at once" },
];

/** Gives a key a new token, and the old one some time in which programs can be told the new one. */
export function RotateKey({ apiKey, onClose }: KeyActionProps) {
  // While one overlap runs another cannot begin; all that can be done is to end both older tokens.
  const [underWay] = useState(apiKey.rotation !== null);
  const [overlap, setOverlap] = useState(underWay ? "0" : "86400");
  const params = { path: { id: apiKey.id } };
  const { error, isPending, mutate } = useKeyChange((seconds: number) =>
    showIssued(
      "The key has a new token",
      answered(api.POST("/keys/{id}/rotate", { params, body: { overlap: seconds } })),
    ),
  );
  return (
    <Dialog title="Rotate the key" locked={isPending} onClose={onClose}>
      <Stack>
        <Text>The key gets a new token and keeps everything else.</Text>
        {underWay ? (
          <Text>
            The last rotation is still under way. Rotating now ends both older tokens at once; or end the last
            one first.
          </Text>
        ) : (
          <OverlapChoice value={overlap} onChange={setOverlap} />
        )}
        {error !== null && <FaultAlert error={error} />}
        <DialogButtons busy={isPending} onCancel={onClose}>
          <Button loading={isPending} onClick={() => mutate(Number(overlap), { onSuccess: onClose })}>
            Rotate
          </Button>
        </DialogButtons>
      </Stack>
    </Dialog>
  );
}

interface OverlapChoiceProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function OverlapChoice({ value, onChange }: OverlapChoiceProps) {
  return (
    <Radio.Group label="How long shall the old token go on working?" value={value} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {OVERLAPS.map((choice) => (
          <Radio key={choice.value} value={choice.value} label={choice.label} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
