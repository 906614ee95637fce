import { ActionIcon, Group, Loader, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";

import type { Pages } from "./use-pages.ts";

interface PagerProps {
  readonly pages: Pages;
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
  readonly busy: boolean;
}

/** Back and forth. How many pages there are nobody knows: counting a million keys takes longer than showing them. */
export function Pager({ pages, next, busy }: PagerProps) {
  return (
    <Group component="nav" gap="xs" aria-label="Pages" ml="auto">
      {busy && <Loader size="xs" aria-label="Loading" />}
      <Text size="sm" aria-live="polite">
        Page {pages.number}
      </Text>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label="Previous page"
        disabled={pages.number === 1}
        onClick={pages.back}
      >
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label="Next page"
        disabled={next === null || busy}
        onClick={() => next !== null && pages.forward(next)}
      >
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
