import { Alert, Button, Checkbox, Group, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect, useState } from "react";

import { useSignal } from "../api/signal.ts";
import { askBeforeLeaving } from "../layout/ask-before-leaving.ts";
import { Dialog } from "../layout/dialog.tsx";
import { settings } from "../settings.ts";
import { CopiedText } from "./copied-text.tsx";
import { issued, putAway } from "./issued.ts";

/** The window with the token that was issued last, over whatever part of the page there is. */
export function IssuedToken() {
  const [shown] = useSignal(issued);
  if (shown === undefined) return null;
  return (
    <Dialog title={shown.title} size="lg" locked onClose={putAway}>
      <TokenToKeep key={shown.token} token={shown.token} onDone={putAway} />
    </Dialog>
  );
}

interface TokenToKeepProps {
  readonly token: string;
  readonly onDone: () => void;
}

/** It can be left only when the token was copied, or when somebody says that it is kept. */
function TokenToKeep({ token, onDone }: TokenToKeepProps) {
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
      <CopiedText
        label="Token"
        action="Copy the token"
        text={token}
        onCopied={() => setKept(true)}
        autoFocus
      />
      <CopiedText
        label="Try it"
        action="Copy the line"
        text={curlLine(token)}
        onCopied={() => setKept(true)}
      />
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

/** In single quotes, within which a shell takes everything as it stands. */
function curlLine(token: string): string {
  const address = (location.origin + settings.example).replaceAll("'", "%27");
  return `curl -H 'x-api-key: ${token}' '${address}'`;
}
