import { Modal } from "@mantine/core";
import { useEffect, useLayoutEffect, type ReactNode } from "react";

import { signedOut } from "../api/link.ts";
import { useSignal } from "../api/signal.ts";
import { askBeforeLeaving } from "./ask-before-leaving.ts";

interface DialogProps {
  readonly title: string;
  readonly size?: "md" | "lg";
  /** Only what is in it closes it: as long as something is under way, or must be read first. */
  readonly locked?: boolean;
  /** What is typed in it is not lost by a click beside it. */
  readonly keepsInput?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A window over the page, open for as long as it is drawn. */
export function Dialog({ title, size, locked = false, keepsInput = false, onClose, children }: DialogProps) {
  // Escape is meant for the window above this one then.
  const covered = useSignal(signedOut);
  useFocusReturn();
  // Whatever is under way may be the making of a token.
  useEffect(() => (locked ? askBeforeLeaving() : undefined), [locked]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      withCloseButton={!locked}
      closeOnEscape={!locked && !covered}
      closeOnClickOutside={!locked && !keepsInput}
      returnFocus={false}
    >
      {children}
    </Modal>
  );
}

let open = 0;
let opener: Element | null = null;

/** When the last of several windows closes, whoever uses the keyboard goes on where the first was opened. */
function useFocusReturn(): void {
  useLayoutEffect(() => {
    if (open++ === 0) opener = document.activeElement;
    return () => {
      if (--open === 0) setTimeout(returnFocus);
    };
  }, []);
}

/** What opened it can be gone, as the button that disabled a key is. */
function returnFocus(): void {
  if (open > 0) return;
  const target = opener instanceof HTMLElement && opener.isConnected ? opener : null;
  (target ?? document.getElementById("content"))?.focus({ preventScroll: true });
}
