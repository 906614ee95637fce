import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";

interface DialogButtonsProps {
  readonly cancel?: string;
  /** Something is under way that closing the window would not stop. */
  readonly busy?: boolean;
  readonly onCancel: () => void;
  /** The button that does it. */
  readonly children?: ReactNode;
}

/** The end of a dialog: the way back, and the way on. */
export function DialogButtons({ cancel = "Cancel", busy = false, onCancel, children }: DialogButtonsProps) {
  return (
    <Group justify="flex-end">
      <Button variant="default" disabled={busy} onClick={onCancel}>
        {cancel}
      </Button>
      {children}
    </Group>
  );
}
