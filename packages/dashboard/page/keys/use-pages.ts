import { useState } from "react";

/** Where one is in a list that is read by cursors. */
export interface Pages {
  /** 1, 2, 3 … */
  readonly number: number;
  readonly cursor: string | undefined;
  forward(cursor: string): void;
  back(): void;
}

/** Where one was when one left, as for a look at a key. */
let last: Way = { list: "", cursors: [] };

/** The way back through a list is the cursors that led here; it begins anew when `list` names another one. */
export function usePages(list: string): Pages {
  const [way, setWay] = useState(last);
  const cursors = way.list === list ? way.cursors : [];
  return {
    number: cursors.length + 1,
    cursor: cursors.at(-1),
    forward: (cursor) => go([...cursors, cursor]),
    back: () => go(cursors.slice(0, -1)),
  };

  function go(cursors: readonly string[]): void {
    last = { list, cursors };
    setWay(last);
  }
}

interface Way {
  readonly list: string;
  readonly cursors: readonly string[];
}
