import { Alert, Button, Checkbox, Group, Stack, Text, Textarea } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconAlertTriangle, IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useEffectEvent, useState } from "react";

import { settings } from "../settings.ts";

interface IssuedTokenProps {
  readonly token: string;
  readonly onDone: () => void;
}

/** A token that is shown this once. It can be left only when it was copied, or when somebody says that it is kept. */
export function IssuedToken({ token, onDone }: IssuedTokenProps) {
  const [kept, setKept] = useState(false);
  useEffect(() => (kept ? undefined : askBeforeLeaving()), [kept]);
  return (
    <Stack>
      <Alert
        variant="outline"
        color="orange"
        icon={<IconAlertTriangle aria-hidden />}
        title={settings.reveal ? "Keep it like a password" : "This is the only time you can see it"}
      >
        Copy the token now and keep it where passwords are kept. Whoever has it can do what the key can.
      </Alert>
      <Copied label="Token" text={token} onCopied={() => setKept(true)} autoFocus />
      <Copied label="Try it" text={curlLine(token)} onCopied={() => setKept(true)} />
      <Group justify="space-between">
        <Checkbox
          label="I have kept the token"
          checked={kept}
          onChange={({ currentTarget }) => setKept(currentTarget.checked)}
        />
        <Button disabled={!kept} onClick={onDone}>
          Done
        </Button>
      </Group>
    </Stack>
  );
}

const COPIED_MS = 3_000;

interface CopiedProps {
  readonly label: string;
  readonly text: string;
  readonly onCopied: () => void;
  readonly autoFocus?: boolean;
}

/** A text with the button that copies it; where the browser does not let pages copy, it says so. */
function Copied({ label, text, onCopied, autoFocus = false }: CopiedProps) {
  const { copy, copied, error } = useClipboard({ timeout: COPIED_MS });
  const tell = useEffectEvent(onCopied);
  useEffect(() => {
    if (copied) tell();
  }, [copied]);

  return (
    <Stack gap={4}>
      <Textarea
        label={label}
        value={text}
        readOnly
        autosize
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", overflowWrap: "anywhere" } }}
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
          {copied ? "Copied" : `Copy the ${label === "Token" ? "token" : "line"}`}
        </Button>
        <Text size="sm" role="status" c={error ? "var(--mantine-color-error)" : undefined}>
          {error ? "Your browser did not let this page copy: select the text and copy it yourself." : ""}
        </Text>
      </Group>
    </Stack>
  );
}

function curlLine(token: string): string {
  return `curl -H "x-api-key: ${token}" ${location.origin}${settings.example}`;
}

/** The browser asks whether to leave a page that still shows the token. */
function askBeforeLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  addEventListener("beforeunload", ask);
  return () => removeEventListener("beforeunload", ask);
}
