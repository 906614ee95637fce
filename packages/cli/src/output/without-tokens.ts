/** Longer than any option, id or path segment that a person types, and shorter than any secret worth the name. */
const LONG_WORD = /[\w+/=~.-]{32,}/g;
const SHOWN = 8;

/** A sentence that may hold a part of what was typed, with whatever could be a secret cut off. */
export function withoutTokens(sentence: string): string {
  return sentence.replace(LONG_WORD, (word) => (isPath(word) ? word : `${word.slice(0, SHOWN)}…`));
}

/** Paths are long, too, and a message without them helps nobody. No run of theirs between slashes is a secret. */
function isPath(word: string): boolean {
  return word.includes("/") && word.split("/").every((step) => step.length < 32);
}
