import { SimpleGrid, Skeleton } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import type { Role } from "../api/api.ts";
import { permissionsQuery, rolesQuery, scopesQuery } from "../api/queries.ts";
import { FaultAlert } from "../feedback/fault-alert.tsx";
import { NothingHere } from "../feedback/nothing-here.tsx";
import { RoleCard } from "./role-card.tsx";

interface RoleListProps {
  readonly onEdit: (role: Role) => void;
  readonly onDelete: (role: Role) => void;
}

/** All roles that the person may see. They are drawn once all that their cards say is there, so that none grows. */
export function RoleList({ onEdit, onDelete }: RoleListProps) {
  const roles = useQuery(rolesQuery);
  const permissions = useQuery(permissionsQuery);
  const scopes = useQuery(scopesQuery);

  if (roles.isError) return <FaultAlert error={roles.error} retry={() => void roles.refetch()} />;
  if (roles.isPending || permissions.isPending || scopes.isPending) return <CardsSkeleton />;
  if (roles.data.length === 0) {
    return (
      <NothingHere icon={<IconUsersGroup />} title="There are no roles yet">
        A role is a named set of permissions to give to keys.
      </NothingHere>
    );
  }
  return (
    <Cards>
      {roles.data.map((role) => (
        <RoleCard
          key={role.id}
          role={role}
          scopes={scopes.data ?? []}
          onEdit={() => onEdit(role)}
          onDelete={() => onDelete(role)}
        />
      ))}
    </Cards>
  );
}

function Cards({ children }: { readonly children: ReactNode }) {
  return <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>{children}</SimpleGrid>;
}

const CARDS_AT_FIRST = 6;

function CardsSkeleton() {
  return (
    <div role="status" aria-label="Loading">
      <Cards>
        {Array.from({ length: CARDS_AT_FIRST }, (_, card) => (
          <Skeleton key={card} h={200} />
        ))}
      </Cards>
    </div>
  );
}
