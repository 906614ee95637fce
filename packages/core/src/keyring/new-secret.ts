import type { KeyringContext } from "../context/keyring-context.js";
import type { KeyRecord } from "../keys/key-record.js";
import { withDeadline } from "../store/with-deadline.js";
import type { LastUse } from "../usage/usage-record.js";

/** Another token for a key that exists, and what its row is to hold of it. */
export interface NewSecret {
  readonly token: string;
  readonly columns: Pick<KeyRecord, "prefix" | "digest" | "sealedToken">;
  /** The version of the row that it was made for, from which tokens of a format count on. */
  readonly madeFor: number;
  /** When the key was last used, read ahead of the write so that the answer needs no more reading. */
  readonly lastUse: LastUse | null;
}

/** Mints with the keyring's own prefix, whichever the key began with. */
export async function newSecret(ring: KeyringContext, before: KeyRecord): Promise<NewSecret> {
  const { id, env, ownerId, version } = before;
  const [{ token, prefix, digest }, { lastUsed }] = await Promise.all([
    ring.tokens.issue({ id, env, ownerId, generation: version + 1, now: ring.clock.now() }),
    withDeadline(ring.store.readUsage({ keys: [id] }), ring.deadlines.manage),
  ]);
  const sealedToken = ring.tokenSeal?.seal(id, token) ?? null;
  const columns = { prefix, digest, sealedToken };
  return { token, columns, madeFor: version, lastUse: lastUsed[0] ?? null };
}
