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

/** The roles are said, for on narrow screens it is not laid out as a table, and browsers take it for none then. */
export function KeyTable({ keys, chosen, onChoose, outdated }: KeyTableProps) {
  const self = useSelf();
  const { data: scopes = [] } = useQuery(scopesQuery);
  const [renaming, setRenaming] = useState<ApiKey | null>(null);
  const choosable = may(self, "api-keys:update") || may(self, "api-keys:revoke");

  function choose(id: string, wanted: boolean): void {
    const next = new Set(chosen);
    if (wanted) next.add(id);
    else next.delete(id);
    onChoose(next);
  }

  return (
    <>
      <Table role="table" aria-label="Keys" className="key-table" highlightOnHover aria-busy={outdated}>
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {choosable && <ChooseAll keys={keys} chosen={chosen} onChoose={onChoose} />}
            <Table.Th role="columnheader">Name</Table.Th>
            {COLUMNS.map(({ label, width }) => (
              <Table.Th key={label} role="columnheader" w={width}>
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {keys.map((key) => (
            <KeyRow
              key={key.id}
              apiKey={key}
              reader={{ self, scopes }}
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

function ChooseAll({ keys, chosen, onChoose }: Pick<KeyTableProps, "keys" | "chosen" | "onChoose">) {
  const all = keys.every(({ id }) => chosen.has(id));
  return (
    <Table.Th role="columnheader" className="choose" w={44}>
      <Checkbox
        aria-label="Choose all keys of this page"
        checked={all}
        indeterminate={!all && keys.some(({ id }) => chosen.has(id))}
        onChange={() => onChoose(new Set(all ? [] : keys.map(({ id }) => id)))}
      />
    </Table.Th>
  );
}
