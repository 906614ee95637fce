import { lazy, type ComponentType } from "react";

/** A component whose code is loaded when it is drawn first; until then the next `Suspense` above shows its fallback. */
export function lazily<Props, Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType<Props>>>>,
  name: Name,
) {
  return lazy(async () => ({ default: (await load())[name] }));
}
