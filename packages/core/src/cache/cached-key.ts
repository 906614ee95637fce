import type { KeyRecord } from "../keys/key-record.js";
import type { Owner } from "../owners/owner.js";
import { inheritedPermissions } from "../permissions/effective-permissions.js";
import { apiKeyPrincipal, held } from "../verdicts/principal.js";
import type { Verdict } from "../verdicts/verdict.js";
import type { KeyTraits } from "./key-traits.js";
import type { Forgettable } from "./recent-verdicts.js";

export type Accepted = Verdict & { readonly ok: true };

/** A verdict, and the owner it was made by. Holds on to nothing once it is forgotten, whoever still holds it. */
class Remembered implements Forgettable {
  owner: Owner | null;
  verdict: Accepted | null;
  #key: CachedKey | null;

  constructor(key: CachedKey, owner: Owner | null, verdict: Accepted) {
    this.#key = key;
    this.owner = owner;
    this.verdict = verdict;
  }

  forget(): void {
    if (this.#key !== null) this.#key.remembered = null;
    this.#key = this.owner = this.verdict = null;
  }
}

/** A record with what a request needs of it. There can be a million of them: each field takes eight megabytes then. */
export class CachedKey {
  /** SHA-256 of the token that has passed a full check, as text of a byte each. In memory only, and gone with the record. */
  proven: string | null = null;
  /** The same of the token from before a rotation. */
  provenPrevious: string | null = null;
  /** The verdict of a key that was accepted lately. */
  remembered: Remembered | null = null;
  /** Its place in the order of use; kept by `RecentKeys`. */
  newer: CachedKey | null = null;
  older: CachedKey | null = null;
  readonly record: KeyRecord;
  readonly traits: KeyTraits;

  constructor(record: KeyRecord, traits: KeyTraits) {
    this.record = record;
    this.traits = traits;
  }

  /** The verdict while it is accepted. Its owner matters only to a key that inherits. */
  accepted(owner: Owner | null): Accepted {
    const relevant = this.record.inherits ? owner : null;
    const { remembered } = this;
    if (remembered !== null && remembered.verdict !== null && remembered.owner === relevant)
      return remembered.verdict;
    const verdict = acceptance(this, relevant);
    if (remembered === null) this.remember(relevant, verdict);
    else [remembered.owner, remembered.verdict] = [relevant, verdict];
    return verdict;
  }

  private remember(owner: Owner | null, verdict: Accepted): void {
    const { recent } = this.traits;
    if (recent === null) return;
    this.remembered = new Remembered(this, owner, verdict);
    recent.add(this.remembered);
  }

  /** Keeps nothing but the record: who still holds the key has to check the token against that. */
  letGo(): void {
    this.proven = this.provenPrevious = null;
    this.remembered?.forget();
  }
}

function acceptance({ record, traits }: CachedKey, owner: Owner | null): Accepted {
  const holds = record.inherits ? held(inheritedPermissions(owner), traits.held.role) : traits.held;
  return Object.freeze({ ok: true, principal: apiKeyPrincipal(record, holds) });
}
