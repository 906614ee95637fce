import { Table } from "@mantine/core";

import type { Change } from "../api/api.ts";
import { valueWords } from "../changes/value-words.ts";
import { fieldLabel } from "./field-labels.ts";

/** Field by field: as it was, and as it is then. What is new has no `before`, and what is gone no `after`. */
export function ChangedFields({ before, after }: Pick<Change, "before" | "after">) {
  const fields = Object.keys(after ?? before ?? {});
  if (fields.length === 0) return null;
  return (
    <Table layout="fixed" withTableBorder className="wrap">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Field</Table.Th>
          {before !== null && <Table.Th scope="col">Before</Table.Th>}
          {after !== null && <Table.Th scope="col">After</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fields.map((field) => (
          <Table.Tr key={field}>
            <Table.Th scope="row" fw={400}>
              {fieldLabel(field)}
            </Table.Th>
            {before !== null && <Table.Td>{valueWords(field, before[field])}</Table.Td>}
            {after !== null && <Table.Td>{valueWords(field, after[field])}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
