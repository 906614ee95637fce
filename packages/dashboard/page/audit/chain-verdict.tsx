import { Alert, Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCopy } from "@tabler/icons-react";

import type { components } from "../api/admin-api.ts";
import { checkpointText, type Checkpoint } from "./checkpoint-text.ts";

type Verdict = components["schemas"]["Verification"];

interface ChainVerdictProps {
  readonly verdict: Verdict;
  /** The change of the checkpoint that it was compared with. */
  readonly compared: number | undefined;
}

/** What the check has found. */
export function ChainVerdict({ verdict, compared }: ChainVerdictProps) {
  if (!verdict.ok) {
    return (
      <Alert
        role="alert"
        color="red"
        variant="outline"
        icon={<IconAlertTriangle aria-hidden />}
        title={`The record is not as it was written, from change ${verdict.seq} on`}
      >
        <Text size="sm" className="wrap">
          {verdict.detail}
        </Text>
      </Alert>
    );
  }
  return (
    <Stack gap="xs">
      <Group gap="xs" role="status" wrap="nowrap">
        <IconCheck size={20} aria-hidden />
        <Text fw={600}>
          {wholeWords(verdict.examined)}
          {compared !== undefined && comparedWords(compared, verdict)}
        </Text>
      </Group>
      {verdict.checkpoint.seq > 0 && <CheckpointToKeep checkpoint={verdict.checkpoint} />}
    </Stack>
  );
}

/** Changes have no gaps: what was removed by pruning are those before the first that was examined. */
function comparedWords(seq: number, { examined, checkpoint }: Verdict & { readonly ok: true }): string {
  return seq > checkpoint.seq - examined
    ? " Your checkpoint is among them, and nothing was cut off since."
    : " Your checkpoint is older than all of them, so that it could not be compared.";
}

const format = new Intl.NumberFormat("en");

function wholeWords(examined: number): string {
  if (examined === 0) return "There are no changes yet.";
  if (examined === 1) return "The one change is as it was written.";
  return `All ${format.format(examined)} changes are as they were written.`;
}

function CheckpointToKeep({ checkpoint }: { readonly checkpoint: Checkpoint }) {
  const { seq, hash } = checkpoint;
  return (
    <>
      <Group gap="xs">
        <Text size="sm">Its end is change {seq}, with the hash</Text>
        <Code className="wrap">{hash}</Code>
        <CopyButton value={checkpointText(checkpoint)}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
              onClick={copy}
            >
              {copied ? "Copied" : "Copy both"}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="sm" c="dimmed">
        Keep them outside of the database: a later check that is given them shows that nothing was cut off the
        end since.
      </Text>
    </>
  );
}
