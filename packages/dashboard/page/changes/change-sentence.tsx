import { Text } from "@mantine/core";
import type { ReactNode } from "react";

import type { Change } from "../api/api.ts";
import { Moment } from "../times/moment.tsx";
import { actorOpening } from "./actor-words.ts";
import { phraseOfChange } from "./words-of-change.ts";

interface ChangeSentenceProps {
  readonly change: Change;
  /** What was changed, as words or as a link. */
  readonly subject: ReactNode;
  readonly actor?: ReactNode;
}

/** `Ana disabled this key, 2 hours ago`, and below it where that came from. */
export function ChangeSentence({ change, subject, actor = actorOpening(change) }: ChangeSentenceProps) {
  const { before, after } = phraseOfChange(change);
  return (
    <>
      <Text className="wrap">
        <Text span inherit fw={600}>
          {actor}
        </Text>{" "}
        {before}
        {subject}
        {after},{" "}
        <Text span inherit c="dimmed">
          <Moment at={change.at} />
        </Text>
      </Text>
      {change.address !== null && (
        <Text size="xs" c="dimmed" className="wrap">
          from {change.address}
        </Text>
      )}
    </>
  );
}
