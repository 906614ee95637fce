import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";

import { answered, api } from "../../api/api.ts";
import { FaultAlert } from "../../feedback/fault-alert.tsx";
import { IssuedToken } from "../issued-token.tsx";
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
  const [token, setToken] = useState<string | null>(null);
  const rotate = useKeyChange(() =>
    answered(
      api.POST("/keys/{id}/rotate", {
        params: { path: { id: apiKey.id } },
        body: { overlap: Number(overlap) },
      }),
    ),
  );

  if (token !== null) {
    return (
      <Modal
        opened
        onClose={onClose}
        size="lg"
        title="The key has a new token"
        withCloseButton={false}
        closeOnEscape={false}
        closeOnClickOutside={false}
      >
        <IssuedToken token={token} onDone={onClose} />
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title="Rotate the key" closeButtonProps={{ "aria-label": "Close" }}>
      <Stack>
        <Text>The key gets a new token and keeps everything else.</Text>
        {underWay ? (
          <Text>
            The last rotation is still under way. Rotating now ends both older tokens at once; or end the last
            one first.
          </Text>
        ) : (
          <Radio.Group
            label="How long shall the old token go on working?"
            value={overlap}
            onChange={setOverlap}
          >
            <Stack gap="xs" mt="xs">
              {OVERLAPS.map(({ value, label }) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {rotate.error !== null && <FaultAlert error={rotate.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={rotate.isPending}
            onClick={() => rotate.mutate(undefined, { onSuccess: (issued) => setToken(issued.token) })}
          >
            Rotate
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
