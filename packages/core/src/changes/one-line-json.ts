/** What JSON leaves as it is, and some readers of logs take for the end of a line or worse. */
const BREAKS = /[\u007f-\u009f\u2028\u2029]/g;

/** JSON on one line for whoever reads it, whatever names and metadata hold; it means the same. */
export function oneLineJson(value: unknown): string {
  return JSON.stringify(value).replace(BREAKS, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
