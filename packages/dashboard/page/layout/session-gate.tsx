import { Anchor, Button, Center, Modal, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, type ReactNode } from "react";

import type { Self } from "../api/api.ts";
import { codeOf } from "../api/api-error.ts";
import { signedOut } from "../api/link.ts";
import { queryClient } from "../api/query-client.ts";
import { selfQuery } from "../api/queries.ts";
import { useSignal } from "../api/signal.ts";
import { settings } from "../settings.ts";

/**
 * Nothing is shown to somebody who is not signed in. Whose session ends while the page is open is told so above it, so
 * that what they have typed is still there when they come back from signing in in another window.
 */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const ended = useSignal(signedOut);
  const { data, error } = useQuery(selfQuery);
  useEffect(() => (ended ? () => void queryClient.invalidateQueries() : undefined), [ended]);
  useReloadForAnother(data);
  if (data === undefined && codeOf(error) === "credentials_required") return <NobodySignedIn />;
  return (
    <>
      {children}
      <Modal
        opened={ended}
        onClose={goOn}
        title="Your session has ended"
        // Escape would reach what lies below, too.
        closeOnEscape={false}
        closeOnClickOutside={false}
        zIndex={ABOVE_ALL}
        centered
      >
        <WayBack target="_blank">
          Sign in again in a new tab and come back to this one: what you have typed is still here.
        </WayBack>
      </Modal>
    </>
  );
}

/** What is on the page, and what was typed, is not for somebody else who has signed in since. */
function useReloadForAnother(self: Self | undefined): void {
  const first = useRef(self);
  useEffect(() => {
    first.current ??= self;
    if (self !== undefined && first.current?.id !== self.id) location.reload();
  }, [self]);
}

const ABOVE_ALL = 400;

function NobodySignedIn() {
  return (
    <Center mih="80vh" px="md" component="main">
      <Stack maw={420}>
        <Title order={1} size="h2">
          You are not signed in
        </Title>
        <WayBack>Sign in to see and manage API keys.</WayBack>
      </Stack>
    </Center>
  );
}

interface WayBackProps {
  readonly target?: "_blank";
  readonly children: ReactNode;
}

function WayBack({ target, children }: WayBackProps) {
  return (
    <Stack>
      <Text>{children}</Text>
      {settings.signIn !== null && (
        <Button component="a" href={signInAddress(settings.signIn)} target={target}>
          Sign in
        </Button>
      )}
      <Anchor component="button" type="button" onClick={goOn}>
        I am signed in: try again
      </Anchor>
    </Stack>
  );
}

/** What is known is kept until there is news: when there is still no session, what was typed must not go. */
function goOn(): void {
  signedOut.set(false);
  void queryClient.invalidateQueries();
}

/** The sign-in page, told where to lead back to. */
function signInAddress(path: string): string {
  const url = new URL(path, location.origin);
  url.searchParams.set("next", location.pathname + location.search);
  // The whole address: the path of `/.//host` alone is that of another host.
  return url.href;
}
