import { useState } from "react";

/** Where one is in a list that is read by cursors. */
export interface Pages {
  /** 1, 2, 3 … */
  readonly number: number;
  readonly cursor: string | undefined;
  forward(cursor: string): void;
  back(): void;
}

/** The way back through a list is the cursors that led here; it begins anew when `list` names another one. */
export function usePages(list: string): Pages {
  const [way, setWay] = useState<Way>({ list, cursors: [] });
  const cursors = way.list === list ? way.cursors : [];
  return {
    number: cursors.length + 1,
    cursor: cursors.at(-1),
    forward: (cursor) => setWay({ list, cursors: [...cursors, cursor] }),
    back: () => setWay({ list, cursors: cursors.slice(0, -1) }),
  };
}

interface Way {
  readonly list: string;
  readonly cursors: readonly string[];
}
