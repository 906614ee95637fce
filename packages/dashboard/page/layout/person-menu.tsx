import { Button, Menu } from "@mantine/core";
import { IconLogout, IconUser } from "@tabler/icons-react";

import type { Self } from "../api/api.ts";
import { settings } from "../settings.ts";

/** Who is signed in, and for what. */
export function PersonMenu({ self }: { readonly self: Self }) {
  return (
    <Menu position="bottom-end" withArrow withInitialFocusPlaceholder={false} withinPortal={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconUser size={16} aria-hidden />}
          maw={200}
          miw={0}
          flex="0 1 auto"
        >
          <span className="one-line">{self.name ?? self.id}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{reachOf(self)}</Menu.Label>
        {settings.signIn !== null && (
          <Menu.Item component="a" href={settings.signIn} leftSection={<IconLogout size={16} aria-hidden />}>
            Account and signing out
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** `All organizations`, `acme, globex`. */
function reachOf({ grants }: Self): string {
  const organizations = grants.map(({ org }) => org ?? "keys without an organization");
  if (organizations.includes("*")) return "All organizations";
  return [...new Set(organizations)].join(", ");
}
