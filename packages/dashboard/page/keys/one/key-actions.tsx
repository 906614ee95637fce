import { Button, Group } from "@mantine/core";
import {
  IconEye,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconTrash,
} from "@tabler/icons-react";
import { useState } from "react";

import { mayWith, type Permission } from "../../actor/may.ts";
import { useSelf } from "../../actor/use-self.ts";
import type { ApiKey } from "../../api/api.ts";
import { sayDone, sayFault } from "../../feedback/say.ts";
import { settings } from "../../settings.ts";
import { changeKey } from "../change-key.ts";
import { useKeyChange } from "../use-key-change.ts";
import { EditKey } from "./edit-key.tsx";
import { RevealKey } from "./reveal-key.tsx";
import { RevokeKey } from "./revoke-key.tsx";
import { RotateKey } from "./rotate-key.tsx";

type Action = "edit" | "rotate" | "reveal" | "revoke";

/** What this person may do with this key, as it is. */
export function KeyActions({
  apiKey,
  version,
}: {
  readonly apiKey: ApiKey;
  readonly version: string | null;
}) {
  const self = useSelf();
  const [action, setAction] = useState<Action | null>(null);
  const close = () => setAction(null);
  // Nothing that somebody else changes meanwhile may keep a key from being switched off.
  const toggle = useKeyChange(() =>
    changeKey(apiKey.id, { enabled: !apiKey.enabled }, apiKey.enabled ? null : version),
  );
  const can = (permission: Permission) => apiKey.status !== "revoked" && mayWith(self, apiKey, permission);

  const SwitchIcon = apiKey.enabled ? IconPlayerPause : IconPlayerPlay;

  function switchOnOrOff(): void {
    toggle.mutate(undefined, {
      onSuccess: ({ enabled }) =>
        sayDone(enabled ? "The key is enabled." : "The key is disabled: it is refused now."),
      onError: sayFault,
    });
  }

  return (
    <Group gap="xs" className="actions">
      {can("api-keys:update") && (
        <>
          <Button
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => setAction("edit")}
          >
            Edit
          </Button>
          <Button
            variant="default"
            leftSection={<SwitchIcon size={16} aria-hidden />}
            loading={toggle.isPending}
            onClick={switchOnOrOff}
          >
            {apiKey.enabled ? "Disable" : "Enable"}
          </Button>
        </>
      )}
      {can("api-keys:rotate") && apiKey.status !== "expired" && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => setAction("rotate")}
        >
          Rotate
        </Button>
      )}
      {settings.reveal && can("api-keys:reveal") && (
        <Button
          variant="default"
          leftSection={<IconEye size={16} aria-hidden />}
          onClick={() => setAction("reveal")}
        >
          Show key
        </Button>
      )}
      {can("api-keys:revoke") && (
        <Button
          color="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => setAction("revoke")}
        >
          Revoke
        </Button>
      )}
      {action === "edit" && <EditKey apiKey={apiKey} version={version} onClose={close} />}
      {action === "rotate" && <RotateKey apiKey={apiKey} onClose={close} />}
      {action === "reveal" && <RevealKey apiKey={apiKey} onClose={close} />}
      {action === "revoke" && <RevokeKey apiKey={apiKey} onClose={close} />}
    </Group>
  );
}
