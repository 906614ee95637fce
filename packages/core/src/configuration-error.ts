/** Thrown while something is being constructed from wrong options: names the option, what is wrong, and the remedy. */
export class ConfigurationError extends TypeError {
  constructor(option: string, fault: string) {
    super(`latchkey: option \`${option}\` ${fault}`);
    this.name = "ConfigurationError";
  }
}

/**
 * Throws when `options` holds a name that is not among `known`, with the one probably meant.
 *
 * @example
 * checkOptionNames("authenticate", { optinal: true }, ["optional", "realm"]); // did you mean `optional`?
 */
export function checkOptionNames(of: string, options: unknown, known: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(`latchkey: ${of} takes an object of options`);
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const meant = closest(name, known);
    const hint =
      meant === undefined ? `${of} knows ${known.map(quoted).join(", ")}` : `did you mean ${quoted(meant)}?`;
    throw new ConfigurationError(name, `is unknown; ${hint}`);
  }
}

const quoted = (name: string): string => `\`${name}\``;

/** The known name at most two typing mistakes away. */
function closest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0] && ranked[0].distance <= 2 ? ranked[0].candidate : undefined;
}

/** Levenshtein's distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
