const LATE = "LATCHKEY_DEADLINE";

/** What a wait that has come to its end rejects with, within the store. */
export function late(): Error {
  return Object.assign(new Error("no answer in time"), { code: LATE });
}

export function isLate(error: unknown): boolean {
  return (error as { code?: unknown }).code === LATE;
}
