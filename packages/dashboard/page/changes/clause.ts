/** A part of a sentence about one thing: `renamed` it `from “a” to “b”`, `changed` its `tags`. */
export interface Clause {
  readonly verb: string;
  /** What of the thing it is about; without one, all of it. */
  readonly part?: string;
  /** What follows, with the space or the comma that it begins with. */
  readonly rest?: string;
}

/** What stands before and behind the name of the thing. */
export interface Phrase {
  readonly before: string;
  readonly after: string;
}

/** The clauses as one phrase: the first names the thing, the others say `it`. */
export function phraseOf(first: Clause, others: readonly Clause[] = []): Phrase {
  const { verb, part, rest = "" } = first;
  const before = part === undefined ? `${verb} ` : `${verb} the ${part} of `;
  return { before, after: rest + joined(others.map(shortened)) };
}

function shortened({ verb, part, rest = "" }: Clause): string {
  const object = part === undefined ? "it" : `its ${part}`;
  return `${verb} ${object}${rest}`;
}

/** `, a, b and c`, to be put behind the first. */
function joined(texts: readonly string[]): string {
  return texts.map((text, index) => (index === texts.length - 1 ? ` and ${text}` : `, ${text}`)).join("");
}
