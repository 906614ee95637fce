import { useState } from "react";

/** A window that is about one of many things. */
export interface Dialog<T> {
  readonly opened: boolean;
  readonly about: T | null;
  open(about: T): void;
  close(): void;
}

/** It stays about the same thing while it fades away. */
export function useDialog<T>(): Dialog<T> {
  const [{ opened, about }, set] = useState<{ opened: boolean; about: T | null }>({
    opened: false,
    about: null,
  });
  return {
    opened,
    about,
    open: (next) => set({ opened: true, about: next }),
    close: () => set({ opened: false, about }),
  };
}
