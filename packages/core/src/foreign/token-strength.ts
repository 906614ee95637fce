/** Below it a token can be guessed by whoever has a fast hash of it (OWASP ASVS 5.0 §6.5.2, NIST SP 800-63B). */
const STRONG_BITS = 112;
/** Fewer different characters than a random text of that strength has: one in a thousand decimal ones, hardly any other. */
const FEWEST_CHARACTERS = 8;

/** Words in front of what is random, such as `sk_live_`. */
const WORDS = /^(?:[A-Za-z]+[_.-])+/;
const ALPHABETS: readonly (readonly [form: RegExp, characters: number])[] = [
  [/^[0-9]*$/, 10],
  [/^[0-9a-f]*$/, 16],
  [/^[0-9A-F]*$/, 16],
  [/^(?:[a-z]*|[A-Z]*)$/, 26],
  [/^(?:[a-z0-9]*|[A-Z0-9]*)$/, 36],
  [/^[A-Za-z]*$/, 52],
  [/^[A-Za-z0-9]*$/, 62],
];

/**
 * Whether a token could be guessed, by its length and alphabet: fewer than 112 bits, where words in front, what is public
 * of it, and punctuation count for nothing. It is an upper bound; how the token was really drawn cannot be seen in it.
 */
export function isWeakToken(token: string, publicPart: string): boolean {
  const random = token
    .replace(publicPart, "")
    .replace(WORDS, "")
    .replace(/[^A-Za-z0-9]/g, "");
  if (new Set(random).size < FEWEST_CHARACTERS) return true;
  const [, characters = 62] = ALPHABETS.find(([form]) => form.test(random)) ?? [];
  return random.length * Math.log2(characters) < STRONG_BITS;
}
