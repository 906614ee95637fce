import { notifications } from "@mantine/notifications";

import { messageOf } from "./fault-alert.tsx";

const LONG_ENOUGH_TO_READ_MS = 6_000;

/** Says in passing that something was done. */
export function sayDone(message: string): void {
  notifications.show({ message, color: "teal", autoClose: LONG_ENOUGH_TO_READ_MS, closeButtonProps: CLOSE });
}

/** Says what went wrong where there is no better place for it; it stays until it is closed. */
export function sayFault(error: unknown): void {
  notifications.show({ message: messageOf(error), color: "red", autoClose: false, closeButtonProps: CLOSE });
}

const CLOSE = { "aria-label": "Close this message" };
