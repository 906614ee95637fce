import { ActionIcon, Anchor, Checkbox, Group, Table, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { Link } from "wouter";

import { mayWith } from "../actor/may.ts";
import type { ApiKey } from "../api/api.ts";
import { COLUMNS, type Reader } from "./key-cells.tsx";

interface KeyRowProps {
  readonly apiKey: ApiKey;
  readonly reader: Reader;
  /** null: keys cannot be chosen. */
  readonly chosen: boolean | null;
  readonly onChoose: (id: string, chosen: boolean) => void;
  readonly onRename: (key: ApiKey) => void;
}

export function KeyRow({ apiKey, reader, chosen, onChoose, onRename }: KeyRowProps) {
  const { id, name } = apiKey;
  return (
    <Table.Tr role="row">
      {chosen !== null && (
        <Table.Td role="cell" className="choose">
          <Checkbox
            aria-label={`Choose ${name}`}
            checked={chosen}
            onChange={({ currentTarget }) => onChoose(id, currentTarget.checked)}
          />
        </Table.Td>
      )}
      <Table.Td role="cell" className="name">
        <NameCell apiKey={apiKey} reader={reader} onRename={onRename} />
      </Table.Td>
      {COLUMNS.map(({ label, cell }) => (
        <Table.Td key={label} role="cell" data-label={label}>
          {cell(apiKey, reader)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

/** What people call the key, with the pencil, over what programs show of it. */
function NameCell({
  apiKey,
  reader: { self },
  onRename,
}: Pick<KeyRowProps, "apiKey" | "reader" | "onRename">) {
  const { id, name, hint, status } = apiKey;
  return (
    <>
      <Group gap={4} wrap="nowrap">
        <Anchor component={Link} href={`/keys/${id}`} className="one-line" title={name} size="sm" fw={600}>
          {name}
        </Anchor>
        {status !== "revoked" && mayWith(self, apiKey, "api-keys:update") && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            miw={24}
            mih={24}
            aria-label={`Rename ${name}`}
            onClick={() => onRename(apiKey)}
          >
            <IconPencil size={15} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      <Text size="xs" ff="monospace" c="dimmed" className="one-line">
        {hint}
      </Text>
    </>
  );
}
