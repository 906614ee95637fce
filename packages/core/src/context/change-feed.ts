import type { ChangeRecord } from "../changes/change-record.js";

/** Changes of this process on their way to whatever is kept in memory. */
export interface ChangeFeed {
  /** Calls every listener before it returns; a write tells its changes before it is acknowledged. */
  tell(changes: readonly ChangeRecord[]): void;
  listen(listener: (changes: readonly ChangeRecord[]) => void): void;
}

export function changeFeed(): ChangeFeed {
  const listeners: ((changes: readonly ChangeRecord[]) => void)[] = [];
  return {
    tell: (changes) => listeners.forEach((listener) => listener(changes)),
    listen: (listener) => void listeners.push(listener),
  };
}
