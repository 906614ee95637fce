import { ActionIcon, Anchor, Checkbox, Group, Table } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { Link } from "wouter";

import { mayWith } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import type { ApiKey } from "../api/api.ts";
import { COLUMNS } from "./key-cells.tsx";
import type { Scopes } from "./scope-names.ts";

interface KeyRowProps {
  readonly apiKey: ApiKey;
  readonly scopes: Scopes;
  /** null: keys cannot be chosen. */
  readonly chosen: boolean | null;
  readonly onChoose: (id: string, chosen: boolean) => void;
  readonly onRename: (key: ApiKey) => void;
}

export function KeyRow({ apiKey, scopes, chosen, onChoose, onRename }: KeyRowProps) {
  const self = useSelf();
  const { id, name, status } = apiKey;
  return (
    <Table.Tr>
      {chosen !== null && (
        <Table.Td className="no-label">
          <Checkbox
            aria-label={`Choose ${name}`}
            checked={chosen}
            onChange={({ currentTarget }) => onChoose(id, currentTarget.checked)}
          />
        </Table.Td>
      )}
      <Table.Td className="no-label">
        <Group gap={4} wrap="nowrap">
          <Anchor component={Link} href={`/keys/${id}`} className="one-line" title={name} fw={500}>
            {name}
          </Anchor>
          {status !== "revoked" && mayWith(self, apiKey, "api-keys:update") && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Rename ${name}`}
              onClick={() => onRename(apiKey)}
            >
              <IconPencil size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Table.Td>
      {COLUMNS.map(({ label, cell }) => (
        <Table.Td key={label} data-label={label}>
          {cell(apiKey, scopes)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
