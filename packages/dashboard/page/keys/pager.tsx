import { ActionIcon, Box, Group, Loader, Text } from "@mantine/core";
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
  function go(step: () => void): void {
    step();
    scrollTo(0, 0);
  }

  return (
    <Group component="nav" gap="xs" aria-label="Pages" ml="auto">
      <Box w={18} h={18}>
        {busy && <Loader size="xs" role="status" aria-label="Loading" />}
      </Box>
      <Text size="sm" aria-live="polite" miw="3.5rem" ta="end">
        Page {pages.number}
      </Text>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label="Previous page"
        disabled={pages.number === 1}
        onClick={() => go(pages.back)}
      >
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label="Next page"
        disabled={next === null || busy}
        onClick={() => next !== null && go(() => pages.forward(next))}
      >
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
