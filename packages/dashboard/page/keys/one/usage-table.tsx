import { Accordion, Table, Text } from "@mantine/core";

import { bucketText } from "./bucket-text.ts";
import type { Bucket, UsedIn } from "./filled-usage.ts";

interface UsageTableProps {
  readonly used: readonly UsedIn[];
  readonly bucket: Bucket;
}

/** The figures of the graph, for those who want them exactly or do not see it. */
export function UsageTable({ used, bucket }: UsageTableProps) {
  const busy = used.filter(({ accepted, refused }) => accepted + refused > 0).reverse();
  return (
    <Accordion variant="contained">
      <Accordion.Item value="figures">
        <Accordion.Control>The same as a table</Accordion.Control>
        <Accordion.Panel>
          {busy.length === 0 ? (
            <Text size="sm">It was not used in this time.</Text>
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{bucket === "hour" ? "Hour" : "Day (UTC)"}</Table.Th>
                  <Table.Th>Accepted</Table.Th>
                  <Table.Th>Refused</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {busy.map(({ at, accepted, refused }) => (
                  <Table.Tr key={at}>
                    <Table.Td>{bucketText(at, bucket)}</Table.Td>
                    <Table.Td>{accepted.toLocaleString()}</Table.Td>
                    <Table.Td>{refused.toLocaleString()}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
