import type { KeyringContext } from "../context/keyring-context.js";
import type { ForeignKind, Lookups } from "../foreign/foreign-kind.js";
import { keptBcrypt } from "../foreign/kept-bcrypt.js";
import { invalidField } from "../keys/field-errors.js";
import type { LatchkeyError } from "../latchkey-error.js";
import type { OrLater } from "../or-later.js";
import type { ForeignFields } from "./import-input.js";
import type { TokenStrength } from "./import-outcome.js";

/** What an imported key brings along of its token. */
export interface ForeignSecret {
  readonly lookups: Lookups;
  /** Null where only a hash is known. */
  readonly token: string | null;
  readonly strength: TokenStrength | null;
  /** What the row of this id is to keep. Slow for a weak token, so: before the lock. */
  digest(id: string): OrLater<string>;
}

/** Reads what an input brings; throws when nobody could be let in by it. No message holds any of it. */
export function foreignSecret(ring: KeyringContext, input: ForeignFields): ForeignSecret {
  const kind = ring.foreign.named(input.foreign);
  if (kind === undefined) throw invalidField(["foreign"], kindsThereAre(ring));
  if (input.token !== undefined) return ofToken(ring, kind, { ...input, token: input.token });
  return ofHash(ring, kind, { ...input, hash: input.hash as string });
}

function kindsThereAre({ foreign: { names } }: KeyringContext): string {
  if (names.length === 0) return "needs the keyring's option `foreign`, which declares no kind";
  return `must be one of the keyring's foreign kinds: ${names.join(", ")}`;
}

function ofToken(
  { tokens, digests }: KeyringContext,
  kind: ForeignKind,
  { token, publicPart }: ForeignFields & { readonly token: string },
): ForeignSecret {
  const foreign = tokens.parseForeign(token);
  if (foreign === null)
    throw invalidField(
      ["token"],
      `is none that the \`match\` of ${kind.name} knows, or begins as the keyring's own do`,
    );
  if (foreign.kind !== kind.name)
    throw invalidField(["token"], `is of the kind ${foreign.kind}, which is declared before ${kind.name}`);
  if (publicPart !== undefined && publicPart !== foreign.publicPart)
    throw invalidField(["publicPart"], `is not what the \`match\` of ${kind.name} finds in the token`);
  if (foreign.isWeak && !digests.keepsWeak)
    throw invalidField(
      ["token"],
      `is weak: it could hold fewer than 112 bits, and is to be kept slowly. ${NEEDS_BCRYPT}`,
    );
  return {
    lookups: foreign.lookups(),
    token,
    strength: foreign.isWeak ? "weak" : "strong",
    digest: (id) => digests.create({ id, token, foreign }),
  };
}

const NEEDS_BCRYPT = "Give the keyring `digests: [bcryptDigest()]`";

function ofHash(
  { digests }: KeyringContext,
  kind: ForeignKind,
  { hash: kept, publicPart }: ForeignFields & { readonly hash: string },
): ForeignSecret {
  const hash = readHash(kind, kept);
  if (digests.keep(ANY_ID, hash) === null)
    throw invalidField(["hash"], `cannot be compared. ${NEEDS_BCRYPT}`);
  if (kind.isPublic && publicPart === undefined)
    throw invalidField(["publicPart"], `must be given: tokens of ${kind.name} are looked up by it`);
  if (!kind.isPublic && hash.startsWith("$2")) throw notFindable(kind);
  return {
    lookups: kind.lookupsOf(kind.isPublic ? { publicPart: publicPart as string } : { hash }),
    token: null,
    strength: null,
    digest: (id) => digests.keep(id, hash) as string,
  };
}

const ANY_ID = "0".repeat(16);

function readHash(kind: ForeignKind, kept: string): string {
  const bcrypt = keptBcrypt(kept);
  if (bcrypt !== null && "fault" in bcrypt) throw invalidField(["hash"], bcrypt.fault);
  const hash = bcrypt === null ? kind.kept.read(kept) : bcrypt.hash;
  if (hash === null)
    throw invalidField(
      ["hash"],
      `must be ${kind.kept.form} in hex or base64, or a bcrypt hash of 10 to 14 rounds`,
    );
  return hash;
}

function notFindable(kind: ForeignKind): LatchkeyError {
  return invalidField(
    ["hash"],
    `is bcrypt, by which nobody can be found, and tokens of ${kind.name} have no public part: this key needs a new token`,
  );
}
