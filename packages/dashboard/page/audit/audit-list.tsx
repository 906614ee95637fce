import { Timeline } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { may } from "../actor/may.ts";
import { useSelf } from "../actor/use-self.ts";
import type { Change } from "../api/api.ts";
import { rolesQuery } from "../api/queries.ts";
import { ChangeIcon } from "../changes/change-icon.tsx";
import { RowsSkeleton } from "../feedback/rows-skeleton.tsx";
import { AuditEntry } from "./audit-entry.tsx";

interface AuditListProps {
  readonly changes: readonly Change[];
  /** Whether other ones are on their way. */
  readonly outdated: boolean;
}

/** The changes, newest first. They are drawn once it is known what the roles are called, so that no line grows. */
export function AuditList({ changes, outdated }: AuditListProps) {
  const self = useSelf();
  const { data: roles = [], isLoading } = useQuery({ ...rolesQuery, enabled: may(self, "api-roles:read") });
  if (isLoading) return <RowsSkeleton />;

  const roleNames = new Map(roles.map(({ id, name }) => [id, name]));
  return (
    <Timeline
      role="list"
      aria-label="Changes"
      aria-busy={outdated}
      className="changes"
      mt="xs"
      bulletSize={28}
      lineWidth={2}
    >
      {changes.map((change) => (
        <Timeline.Item key={change.seq} role="listitem" bullet={<ChangeIcon action={change.action} />}>
          <AuditEntry change={change} roleNames={roleNames} />
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
