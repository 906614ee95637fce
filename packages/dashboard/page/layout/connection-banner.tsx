import { Alert } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";

import { link, type Link } from "../api/link.ts";
import { useSignal } from "../api/signal.ts";

const WORDS: Readonly<Record<Exclude<Link, "up">, string>> = {
  lost: "The connection to the server is lost. Trying again …",
  unavailable: "The server cannot reach its database just now. Trying again …",
};

/** Says over everything else that the server does not answer; it goes away by itself. */
export function ConnectionBanner() {
  const state = useSignal(link);
  if (state === "up") return null;
  return (
    <Alert
      role="status"
      color="yellow"
      variant="outline"
      icon={<IconPlugConnectedX aria-hidden />}
      style={{ position: "fixed", bottom: 16, left: 16, right: 16, zIndex: 300, maxWidth: 520 }}
      bg="var(--mantine-color-body)"
    >
      {WORDS[state]}
    </Alert>
  );
}
