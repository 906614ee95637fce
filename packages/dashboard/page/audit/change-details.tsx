import { DataList, Stack } from "@mantine/core";

import type { Change } from "../api/api.ts";
import { valueWords } from "../changes/value-words.ts";
import { exactTime } from "../times/exact-time.ts";
import { ChangedFields } from "./changed-fields.tsx";
import { fieldLabel } from "./field-labels.ts";

/** All that is on record of one change. */
export function ChangeDetails({ change }: { readonly change: Change }) {
  return (
    <Stack gap="sm" pt="xs">
      <ChangedFields before={change.before} after={change.after} />
      <DataList size="sm" gap={4} labelWidth="7rem">
        {factsOf(change).map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue className="wrap">{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </Stack>
  );
}

/** What there is besides the fields; what is null is left out. */
function factsOf(change: Change): [label: string, value: string][] {
  const { seq, at, target, actor_kind, actor_id, org_id, project_id, owner_id, request_id, note } = change;
  const notes = Object.entries(note).map(([field, value]): Fact => [
    fieldLabel(field),
    valueWords(field, value),
  ]);
  const facts: Fact[] = [
    ...notes,
    ["Change", String(seq)],
    ["Time", exactTime(at)],
    ["By", `${actor_id} (${actor_kind})`],
    ["To", target],
    ["Organization", org_id],
    ["Project", project_id],
    ["Owner", owner_id],
    ["Request", request_id],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}

type Fact = [label: string, value: string | null];
