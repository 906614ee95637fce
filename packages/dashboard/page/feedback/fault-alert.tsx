import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";

import { ApiError } from "../api/api-error.ts";

interface FaultAlertProps {
  readonly error: unknown;
  readonly retry?: (() => void) | undefined;
  readonly retryLabel?: string | undefined;
}

/** What went wrong, in the words of the API, with the number under which the server's log knows it. */
export function FaultAlert({ error, retry, retryLabel = "Try again" }: FaultAlertProps) {
  return (
    <Alert
      ref={toSight}
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle aria-hidden />}
      title={titleOf(error)}
    >
      <Text size="sm">{messageOf(error)}</Text>
      {error instanceof ApiError && error.requestId !== null && (
        <Text size="xs" c="dimmed" className="wrap">
          Request {error.requestId}
        </Text>
      )}
      {retry && (
        <Group mt="xs">
          <Button size="xs" variant="default" onClick={retry}>
            {retryLabel}
          </Button>
        </Group>
      )}
    </Alert>
  );
}

/** At the end of a long form it would be missed. */
function toSight(alert: HTMLElement | null): void {
  alert?.scrollIntoView({ block: "nearest" });
}

export function messageOf(error: unknown): string {
  return error instanceof ApiError ? error.message : "Something went wrong on this page. Reload it to go on.";
}

function titleOf(error: unknown): string {
  if (!(error instanceof ApiError)) return "That did not work";
  return (
    TITLES[error.code] ?? (/^(status_5|internal)/.test(error.code) ? "The server failed" : "That was refused")
  );
}

const TITLES: Readonly<Record<string, string>> = {
  unreachable: "No connection",
  store_unavailable: "The server is unavailable",
  store_busy: "The server is busy",
  busy: "The server is busy",
  not_found: "There is no such thing, or not for you",
  version_mismatch: "Somebody else has changed it",
  insufficient_permissions: "You may not do this",
  ceiling_exceeded: "You may not give that much",
  out_of_reach: "That is out of your reach",
  quota_exceeded: "There are too many keys",
  role_in_use: "The role is in use",
  key_revoked: "The key is revoked",
  key_expired: "The key has expired",
  rotation_in_progress: "The last rotation is still under way",
};
