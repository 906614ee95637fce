import type { Claims } from "./claims.js";

/** What a row keeps of its token: by which key it was signed, and which of the key's tokens it is. Nothing of it is secret. */
export interface RowText extends Pick<Claims, "generation" | "issuedAt"> {
  readonly kid: string;
}

/** The name of the format, which goes first in the text. */
export const NAME = "jwt";

/** What texts that name this signing key begin with. */
export function markOf(kid: string): string {
  return `${NAME}$${kid}$`;
}

/** `jwt$<kid>$<generation>$<seconds>`. */
export function rowText({ kid, generation, issuedAt }: RowText): string {
  return `${markOf(kid)}${generation}$${issuedAt}`;
}

/** Reads it; null for another text. */
export function readRowText(text: string): RowText | null {
  const [, kid = "", generation, issuedAt] = text.split("$", 4);
  const read: RowText = { kid, generation: Number(generation), issuedAt: Number(issuedAt) };
  const numbers = Number.isSafeInteger(read.generation) && Number.isSafeInteger(read.issuedAt);
  if (!numbers || read.generation < 1 || read.issuedAt < 0) return null;
  // Written once more: so there is no other name, number or end.
  return rowText(read) === text ? read : null;
}
