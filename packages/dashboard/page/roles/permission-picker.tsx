import { Checkbox, Fieldset, SimpleGrid, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";

import { covers } from "../actor/covers.ts";
import { permissionsQuery } from "../api/queries.ts";
import { FaultAlert } from "../feedback/fault-alert.tsx";
import { RowsSkeleton } from "../feedback/rows-skeleton.tsx";
import { permissionGroups, type PermissionGroup } from "./permission-groups.ts";
import { permissionWords, type CatalogueEntry } from "./permission-words.ts";

interface PermissionPickerProps {
  readonly label: string;
  /** What there is to give; the rest of the catalogue is not shown. */
  readonly held: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (permissions: string[]) => void;
  readonly error?: ReactNode;
}

/**
 * Permissions to tick. What was given before and is not in the catalogue, such as `bundles:*`, can be ticked as well,
 * so that saving takes nothing away that nobody has unticked.
 */
export function PermissionPicker({ label, held, value, onChange, error }: PermissionPickerProps) {
  const catalogue = useQuery(permissionsQuery);
  const [given] = useState(value);

  if (catalogue.isError) return <FaultAlert error={catalogue.error} retry={() => void catalogue.refetch()} />;
  if (catalogue.data === undefined) return <RowsSkeleton rows={4} />;
  const had = [...given, ...value];
  const offered = catalogue.data.filter(
    ({ permission }) => covers(held, permission) || had.includes(permission),
  );
  const groups = [...permissionGroups(offered), ...besides(catalogue.data, had)];
  return (
    <Checkbox.Group label={label} error={error} value={[...value]} onChange={onChange}>
      <Stack gap="md" my="xs">
        {groups.map((group) => (
          <GroupOfPermissions key={group.name} group={group} chosen={value} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

interface GroupOfPermissionsProps {
  readonly group: PermissionGroup;
  readonly chosen: readonly string[];
}

function GroupOfPermissions({ group: { name, entries }, chosen }: GroupOfPermissionsProps) {
  return (
    <Fieldset legend={name} variant="unstyled">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="xs">
        {entries.map(({ permission, description }) => (
          <Checkbox
            key={permission}
            value={permission}
            label={description}
            description={isIncluded(chosen, permission) ? `${permission}, included already` : permission}
            className="wrap"
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}

/** A group of its own for what is not in the catalogue; none when there is nothing. */
function besides(catalogue: readonly CatalogueEntry[], permissions: readonly string[]): PermissionGroup[] {
  const known = new Set(catalogue.map(({ permission }) => permission));
  const others = [...new Set(permissions)].filter((permission) => !known.has(permission));
  if (others.length === 0) return [];
  const entries = others.map((permission) => ({
    permission,
    description: permissionWords([permission], []).join(),
  }));
  return [{ name: "Others that it has", entries }];
}

/** Whether another chosen permission allows it, too. */
function isIncluded(chosen: readonly string[], permission: string): boolean {
  const others = chosen.filter((other) => other !== permission);
  return covers(others, permission);
}
