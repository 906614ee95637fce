import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useEffectEvent } from "react";

interface CopiedTextProps {
  readonly label: string;
  /** What the button says that copies it. */
  readonly action: string;
  readonly text: string;
  readonly onCopied: () => void;
  readonly autoFocus?: boolean;
}

const COPIED_MS = 3_000;

/** A text with the button that copies it; where the browser does not let pages copy, it says so. */
export function CopiedText({ label, action, text, onCopied, autoFocus = false }: CopiedTextProps) {
  const { copy, copied, error } = useClipboard({ timeout: COPIED_MS });
  const tell = useEffectEvent(onCopied);
  useEffect(() => {
    if (copied) tell();
  }, [copied]);

  return (
    <Stack gap={6}>
      <Textarea
        label={label}
        value={text}
        readOnly
        autosize
        spellCheck={false}
        // Browsers keep what is in fields, to put it back when they are started again.
        autoComplete="off"
        data-1p-ignore
        data-lpignore="true"
        classNames={{ input: "token" }}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Group gap="xs">
        <Button
          size="xs"
          variant={autoFocus ? "filled" : "default"}
          data-autofocus={autoFocus || undefined}
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={() => copy(text)}
        >
          {copied ? "Copied" : action}
        </Button>
        <Text size="sm" role="status" c={error ? "var(--mantine-color-error)" : undefined}>
          {error ? "Your browser did not let this page copy: select the text and copy it yourself." : ""}
        </Text>
      </Group>
    </Stack>
  );
}
