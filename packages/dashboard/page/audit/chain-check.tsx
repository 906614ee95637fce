import { Button, Group, Skeleton, Text, TextInput } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";

import { answered, api } from "../api/api.ts";
import { faultsByField } from "../api/faults-by-field.ts";
import { FaultAlert } from "../feedback/fault-alert.tsx";
import { Card } from "../layout/card.tsx";
import { ChainVerdict } from "./chain-verdict.tsx";
import { checkpointIn, type Checkpoint } from "./checkpoint-text.ts";

/** Has the server go through the whole record. */
export function ChainCheck() {
  const { data, error, isPending, mutate, variables } = useMutation({
    mutationFn: (query: Partial<Checkpoint>) =>
      answered(api.GET("/changes/verification", { params: { query } })),
  });
  const fault = Object.values(faultsByField(error))[0];
  return (
    <Card title="Is the record as it was written?">
      <Text size="sm" c="dimmed">
        Each change is sealed together with the one before it. The check goes through all of them and finds
        what was edited, moved or cut out.
      </Text>
      <CheckForm busy={isPending} fault={fault} onCheck={mutate} />
      {isPending && <Skeleton h={ROOM_FOR_VERDICT} role="status" aria-label="Checking" />}
      {error !== null && fault === undefined && (
        <FaultAlert error={error} retry={() => mutate(variables ?? {})} />
      )}
      {data && <ChainVerdict verdict={data} compared={variables?.seq} />}
    </Card>
  );
}

/** What is below moves when the button is pressed, and hardly again when the answer comes. */
const ROOM_FOR_VERDICT = 92;

interface CheckFormProps {
  readonly busy: boolean;
  /** What the API says about the checkpoint. */
  readonly fault: string | undefined;
  readonly onCheck: (checkpoint: Partial<Checkpoint>) => void;
}

/** With a checkpoint, what was cut off at the end since then is found, too. */
function CheckForm({ busy, fault, onCheck }: CheckFormProps) {
  const [text, setText] = useState("");
  const [unreadable, setUnreadable] = useState(false);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const checkpoint = text.trim() === "" ? {} : checkpointIn(text);
    setUnreadable(checkpoint === null);
    if (checkpoint !== null) onCheck(checkpoint);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Group gap="xs" align="start">
        <TextInput
          label="Compare with a kept checkpoint"
          placeholder="Optional: what “Copy both” gave you"
          flex="1 1 16rem"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          error={unreadable ? "This is no checkpoint: it has the number of a change and its hash." : fault}
        />
        <Button
          type="submit"
          variant="default"
          mt={{ base: 0, sm: "1.55rem" }}
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          loading={busy}
        >
          Check the record
        </Button>
      </Group>
    </form>
  );
}
