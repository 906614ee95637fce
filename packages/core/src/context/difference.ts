/** What is recorded of a change: the fields that differ, as they were and as they are. All of a new or a removed one. */
export function difference<Fields extends object>(before: Fields | null, after: Fields | null) {
  const names = Object.keys(after ?? before ?? {}) as (keyof Fields)[];
  const differ = names.filter(
    (name) => before === null || after === null || !isSame(before[name], after[name]),
  );
  return { before: before && picked(before, differ), after: after && picked(after, differ) };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function picked<Fields extends object>(fields: Fields, names: readonly (keyof Fields)[]): Partial<Fields> {
  return Object.fromEntries(names.map((name) => [name, fields[name]])) as Partial<Fields>;
}
