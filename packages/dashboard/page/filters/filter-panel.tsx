import { Button, Collapse, Group, Stack } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";

interface FilterPanelProps {
  /** What is looked for, for who hears the page. */
  readonly label: string;
  /** How many of the filters narrow the list down. */
  readonly active: number;
  /** Whether something is to be said at one of them. */
  readonly faulty?: boolean;
  /** What is always shown. */
  readonly search?: ReactNode;
  readonly children: ReactNode;
}

const WIDE = "(min-width: 48em)";

/** What narrows a list down. On narrow screens it is put away, so that the list begins on the first of them. */
export function FilterPanel({ label, active, faulty = false, search, children }: FilterPanelProps) {
  const wide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false });
  const [opened, { toggle }] = useDisclosure();
  const id = useId();
  if (wide) {
    return (
      <Group gap="xs" role="search" aria-label={label} align="start">
        {search}
        {children}
      </Group>
    );
  }
  return (
    <Stack gap="xs" role="search" aria-label={label}>
      <Group gap="xs" align="end" wrap="nowrap">
        {search}
        <Button
          variant="default"
          flex="none"
          aria-expanded={opened || faulty}
          aria-controls={id}
          leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
          onClick={toggle}
        >
          {active > 0 ? `Filters (${active})` : "Filters"}
        </Button>
      </Group>
      <Collapse id={id} expanded={opened || faulty}>
        <Group gap="xs" align="start">
          {children}
        </Group>
      </Collapse>
    </Stack>
  );
}
