import { Checkbox, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";

import { may } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import type { ApiKey } from "../api/api.ts";
import { scopesQuery } from "../api/queries.ts";
import { lazily } from "../lazily.ts";
import { COLUMNS } from "./key-cells.tsx";
import { KeyRow } from "./key-row.tsx";

const RenameKey = lazily(() => import("./rename-key.tsx"), "RenameKey");

interface KeyTableProps {
  readonly keys: readonly ApiKey[];
  /** The ids of those that are chosen. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  /** Whether these are shown only until others are there. */
  readonly outdated: boolean;
}

export function KeyTable({ keys, chosen, onChoose, outdated }: KeyTableProps) {
  const self = useSelf();
  const { data: scopes = [] } = useQuery(scopesQuery);
  const [renaming, setRenaming] = useState<ApiKey | null>(null);
  const choosable = may(self, "api-keys:update") || may(self, "api-keys:revoke");
  const all = keys.every(({ id }) => chosen.has(id));

  function choose(id: string, wanted: boolean): void {
    const next = new Set(chosen);
    if (wanted) next.add(id);
    else next.delete(id);
    onChoose(next);
  }

  return (
    <>
      <Table className="wide-table" highlightOnHover verticalSpacing={6} aria-busy={outdated}>
        <Table.Thead>
          <Table.Tr>
            {choosable && (
              <Table.Th w={44}>
                <Checkbox
                  aria-label="Choose all keys of this page"
                  checked={all}
                  indeterminate={!all && keys.some(({ id }) => chosen.has(id))}
                  onChange={() => onChoose(new Set(all ? [] : keys.map(({ id }) => id)))}
                />
              </Table.Th>
            )}
            <Table.Th>Name</Table.Th>
            {COLUMNS.map(({ label, width }) => (
              <Table.Th key={label} w={width}>
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              scopes={scopes}
              chosen={choosable ? chosen.has(key.id) : null}
              onChoose={choose}
              onRename={setRenaming}
            />
          ))}
        </Table.Tbody>
      </Table>
      <Suspense fallback={null}>
        {renaming !== null && <RenameKey apiKey={renaming} onClose={() => setRenaming(null)} />}
      </Suspense>
    </>
  );
}
