import type { KeyValues } from "./key-values.ts";

interface Edit {
  readonly before: KeyValues;
  readonly after: KeyValues;
}

type Name = keyof KeyValues;

/** Fields that mean something together only. */
const TOGETHER: readonly (readonly Name[])[] = [
  ["from", "fromAt"],
  ["until", "untilAt"],
  ["requests", "seconds"],
  ["role", "permissions", "inherits"],
];

/** What somebody has typed over other values than those it was begun with: what they did not touch is the newer. */
export function onTopOf(newest: KeyValues, { before, after }: Edit): KeyValues {
  const touched = new Set(
    (Object.keys(after) as Name[]).filter(
      (name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]),
    ),
  );
  for (const group of TOGETHER) {
    if (group.some((name) => touched.has(name))) for (const name of group) touched.add(name);
  }
  return { ...newest, ...Object.fromEntries([...touched].map((name) => [name, after[name]])) };
}
