/** Characters that nobody sees, and that turn around what stands behind them (Unicode UAX #9). */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What somebody has written, as a part of a sentence, which it cannot end or turn around. */
export function quoted(value: unknown): string {
  return `“${plain(typeof value === "string" ? value : JSON.stringify(value ?? null)).replaceAll("”", '"')}”`;
}

/** The same without quotation marks. */
export function plain(text: string): string {
  return text.replace(TURNING, "\ufffd");
}
