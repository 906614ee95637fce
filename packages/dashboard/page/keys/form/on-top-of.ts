import type { KeyValues } from "./key-values.ts";

interface Edit {
  readonly before: KeyValues;
  readonly after: KeyValues;
}

/** What somebody has typed over other values than those it was begun with: what they did not touch is the newer. */
export function onTopOf(newest: KeyValues, { before, after }: Edit): KeyValues {
  const touched = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof KeyValues]),
  );
  return { ...newest, ...Object.fromEntries(touched) };
}
