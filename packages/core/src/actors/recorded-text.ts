/** What no log line and no database can hold: control characters, line breaks, halves of surrogate pairs. */
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029]/gu;

/** What an application says of an actor, made fit for the record: it must never keep a change from being written. */
export function recordedText(text: string | undefined, longest: number): string | null {
  if (text === undefined) return null;
  const fit = Array.from(text.slice(0, 2 * longest).replace(UNFIT, "\ufffd"));
  return fit.slice(0, longest).join("");
}
