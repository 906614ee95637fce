import { Box, Button, Collapse, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronUp } from "@tabler/icons-react";
import { useId } from "react";

import type { Change } from "../api/api.ts";
import { actorOpening } from "../changes/actor-words.ts";
import { ChangeSentence } from "../changes/change-sentence.tsx";
import { subjectKind, subjectOf } from "../changes/subject-of.ts";
import { ChangeDetails } from "./change-details.tsx";
import { KeyLink } from "./key-link.tsx";

interface AuditEntryProps {
  readonly change: Change;
  readonly roleNames: ReadonlyMap<string, string>;
}

/** One change in a sentence, with all that is on record of it to unfold. */
export function AuditEntry({ change, roleNames }: AuditEntryProps) {
  const [opened, { toggle }] = useDisclosure();
  const id = useId();
  const Chevron = opened ? IconChevronUp : IconChevronDown;
  return (
    <>
      <Group justify="space-between" align="start" gap="xs" wrap="nowrap">
        <Box flex={1} miw={0}>
          <ChangeSentence
            change={change}
            actor={<ActorName change={change} />}
            subject={subject(change, roleNames)}
          />
        </Box>
        <Button
          variant="default"
          size="compact-sm"
          flex="none"
          aria-expanded={opened}
          aria-controls={id}
          aria-label={`Details of change ${change.seq}`}
          onClick={toggle}
        >
          <Box component="span" visibleFrom="sm" mr={6}>
            Details
          </Box>
          <Chevron size={14} aria-hidden />
        </Button>
      </Group>
      <Collapse id={id} expanded={opened} keepMounted={false}>
        <ChangeDetails change={change} />
      </Collapse>
    </>
  );
}

function ActorName({ change }: { readonly change: Change }) {
  const words = actorOpening(change);
  return change.actor_kind === "key" ? <KeyLink id={change.actor_id}>{words}</KeyLink> : words;
}

/** A key that is gone from the database has no page. */
function subject(change: Change, roleNames: ReadonlyMap<string, string>) {
  const words = subjectOf(change, roleNames);
  const hasPage = subjectKind(change.action) === "key" && change.action !== "key.purged";
  return hasPage ? <KeyLink id={change.target}>{words}</KeyLink> : words;
}
