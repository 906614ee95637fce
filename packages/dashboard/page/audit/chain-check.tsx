import { Button, Skeleton, Text } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";

import { answered, api } from "../api/api.ts";
import { FaultAlert } from "../feedback/fault-alert.tsx";
import { Card } from "../layout/card.tsx";
import { ChainVerdict } from "./chain-verdict.tsx";

/** Has the server go through the whole record. */
export function ChainCheck() {
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: () => answered(api.GET("/changes/verification")),
  });
  const check = (): void => mutate();
  return (
    <Card title="Is the record as it was written?" aside={<CheckButton busy={isPending} onClick={check} />}>
      <Text size="sm" c="dimmed">
        Each change is sealed together with the one before it. The check goes through all of them and finds
        what was edited, moved or cut out.
      </Text>
      {isPending && <Skeleton h={ROOM_FOR_VERDICT} role="status" aria-label="Checking" />}
      {error !== null && <FaultAlert error={error} retry={check} />}
      {data && <ChainVerdict verdict={data} />}
    </Card>
  );
}

/** What is below moves when the button is pressed, and hardly again when the answer comes. */
const ROOM_FOR_VERDICT = 92;

interface CheckButtonProps {
  readonly busy: boolean;
  readonly onClick: () => void;
}

function CheckButton({ busy, onClick }: CheckButtonProps) {
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconShieldCheck size={16} aria-hidden />}
      loading={busy}
      onClick={onClick}
    >
      Check the record
    </Button>
  );
}
