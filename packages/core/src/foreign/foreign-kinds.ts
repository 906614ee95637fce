import { ConfigurationError } from "../configuration-error.js";
import type { Peppers } from "../digests/peppers.js";
import { foreignKind, type ForeignKind, type ForeignToken } from "./foreign-kind.js";
import type { ForeignTokens } from "./foreign-tokens.js";

/** The kinds of tokens from other systems that a keyring takes, in the order they were declared. */
export interface ForeignKinds {
  readonly names: readonly string[];
  named(name: string): ForeignKind | undefined;
  /** The token as the first kind that it is of reads it; null for one of none. */
  read(token: string): ForeignToken | null;
}

/** Checks the option `foreign`. */
export function foreignKinds(option: unknown, peppers: Peppers): ForeignKinds {
  if (!Array.isArray(option))
    throw new ConfigurationError("foreign", "must be a list such as [{ name, match, lookup }]");
  if (option.length > 0 && peppers.newest === undefined)
    throw new ConfigurationError(
      "peppers",
      'must hold a pepper for `foreign`, whose digests are sealed to their rows; "none" does not do',
    );
  const given: readonly ForeignTokens[] = Array.from(option as readonly ForeignTokens[]);
  const kinds = given.map((kind, index) => foreignKind(kind, `foreign[${index}]`, peppers));
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  if (byName.size < kinds.length) throw new ConfigurationError("foreign", "names one kind twice");

  return {
    names: [...byName.keys()],
    named: (name) => byName.get(name),
    read(token) {
      for (const kind of kinds) {
        const found = kind.read(token);
        if (found !== null) return found;
      }
      return null;
    },
  };
}
