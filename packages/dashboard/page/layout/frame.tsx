import { AppShell, Box, Burger, Group, NavLink, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconHistory, IconKey, IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";

import { may } from "../actor/may.ts";
import type { Self } from "../api/api.ts";
import { selfQuery } from "../api/queries.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { SchemeToggle } from "./scheme-toggle.tsx";
import { useArrival } from "./use-arrival.ts";

const PARTS = [
  { path: "/", label: "Keys", icon: IconKey, permission: "api-keys:read" },
  { path: "/roles", label: "Roles", icon: IconUsersGroup, permission: "api-roles:read" },
  { path: "/audit", label: "Audit", icon: IconHistory, permission: "api-changes:read" },
] as const;

/** What is around every part of the page: where one is, who one is, and whether the server answers. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { data: self } = useQuery(selfQuery);
  const [opened, { toggle, close }] = useDisclosure();
  useArrival();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 200, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding="md"
    >
      <a className="skip-link" href="#content" onClick={toContent}>
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="xs" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap" flex="none">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label="Navigation"
              aria-expanded={opened}
            />
            <Box component="span" visibleFrom="xs" lh={0}>
              <IconKey aria-hidden />
            </Box>
            <Text fw={700} className="one-line">
              API keys
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap" miw={0} flex={1} justify="flex-end">
            {self && <PersonMenu self={self} />}
            <SchemeToggle />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Parts of this page" data-away={!opened || undefined}>
        {self && <PartLinks self={self} onGo={close} />}
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <ConnectionBanner />
        {children}
      </AppShell.Main>
    </AppShell>
  );
}

/** Only what the person may see anything of. */
function PartLinks({ self, onGo }: { readonly self: Self; readonly onGo: () => void }) {
  const [location] = useLocation();
  return PARTS.filter(({ permission }) => may(self, permission)).map(({ path, label, icon: Icon }) => {
    const active = path === "/" ? location === "/" || location.startsWith("/keys") : location === path;
    return (
      <NavLink
        key={path}
        component={Link}
        href={path}
        label={label}
        leftSection={<Icon size={18} aria-hidden />}
        active={active}
        variant="filled"
        className="part-link"
        aria-current={active ? "page" : undefined}
        onClick={onGo}
      />
    );
  });
}

/** With a base address, a fragment alone leads away from the page. */
function toContent(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById("content")?.focus();
}
