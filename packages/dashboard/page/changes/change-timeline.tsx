import { Timeline } from "@mantine/core";

import type { Change } from "../api/api.ts";
import { ChangeIcon } from "./change-icon.tsx";
import { ChangeSentence } from "./change-sentence.tsx";

interface ChangeTimelineProps {
  readonly changes: readonly Change[];
  /** What all of them are about. */
  readonly subject: string;
}

/** The history of one thing, newest first. */
export function ChangeTimeline({ changes, subject }: ChangeTimelineProps) {
  return (
    <Timeline role="list" className="changes" bulletSize={28} lineWidth={2}>
      {changes.map((change) => (
        <Timeline.Item key={change.seq} role="listitem" bullet={<ChangeIcon action={change.action} />}>
          <ChangeSentence change={change} subject={subject} />
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
