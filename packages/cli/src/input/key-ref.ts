import { CliError } from "../cli-error.js";

const ID = /^[0-9A-Za-z]{16}$/;
const NUMBER = /^[1-9][0-9]{0,14}$/;

/** How people name a key. */
export type NamedKey = { readonly id: string } | { readonly number: number };

/** The key that somebody means by its id or its number. */
export function keyRef(word = ""): NamedKey {
  if (ID.test(word)) return { id: word };
  if (NUMBER.test(word)) return { number: Number(word) };
  throw new CliError(
    "usage",
    "A key is named by its id of 16 letters and digits, or by its number.",
    "`latchkey keys list` shows both.",
  );
}
