const LAST = 0x10_ff_ff;
const BEFORE_SURROGATES = 0xd7_ff;
const BEHIND_SURROGATES = 0xe0_00;

/**
 * The first text, by UTF-8 bytes, behind all that begin with `prefix`; undefined when there is none. So a search for
 * a prefix is the range `>= prefix and < prefixEnd(prefix)`, in which no character has a meaning of its own.
 *
 * @example
 * prefixEnd("ab"); // "ac"
 */
export function prefixEnd(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === LAST) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  return String.fromCodePoint(...points, last === BEFORE_SURROGATES ? BEHIND_SURROGATES : last + 1);
}
