const MINUTE_MS = 60_000;

/** A time as `<input type="datetime-local">` has it, in the reader's zone: `2027-01-31T14:00`. */
export function toLocalInput(iso: string): string {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
}

/** The same back, as the API has it; null when it is none. */
export function fromLocalInput(text: string): string | null {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
