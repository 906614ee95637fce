import type { ChangeRecord, Head, KeyStore } from "../../src/index.js";
import { changesOf } from "../changes-of.js";

/** What somebody has done to the table of changes, and to the head. */
export interface Tampering {
  readonly rows?: (rows: readonly ChangeRecord[]) => readonly ChangeRecord[];
  readonly head?: (head: Head) => Head;
}

/** A store whose changes and head are read as somebody has left them. */
export function tampered(store: KeyStore, { rows = same, head = same }: Tampering): KeyStore {
  return {
    ...store,
    async scanChanges({ order, after, limit }) {
      const left = rows(await changesOf(store));
      const inOrder = order === "seq" ? left : [...left].reverse();
      const behind = (seq: number) => after === undefined || (order === "seq" ? seq > after : seq < after);
      return inOrder.filter(({ seq }) => behind(seq)).slice(0, limit);
    },
    async survey(expected, now) {
      const survey = await store.survey(expected, now);
      return { ...survey, head: head(survey.head) };
    },
  };
}

function same<T>(value: T): T {
  return value;
}
