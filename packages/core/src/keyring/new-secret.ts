import type { KeyringContext } from "../context/keyring-context.js";
import type { KeyRecord } from "../keys/key-record.js";
import { withDeadline } from "../store/with-deadline.js";
import type { LastUse } from "../usage/usage-record.js";

/** Another token for a key that exists, and what its row is to hold of it. */
export interface NewSecret {
  readonly token: string;
  readonly columns: Pick<KeyRecord, "prefix" | "digest" | "sealedToken">;
  /** When the key was last used, read ahead of the write so that the answer needs no more reading. */
  readonly lastUse: LastUse | null;
}

/** Mints with the keyring's own prefix, whichever the key began with. */
export async function newSecret(ring: KeyringContext, { id, env }: KeyRecord): Promise<NewSecret> {
  const { token, prefix } = ring.tokens.mintFor(id, env);
  const [digest, { lastUsed }] = await Promise.all([
    ring.digests.create({ id, token }),
    withDeadline(ring.store.readUsage({ keys: [id] }), ring.deadlines.manage),
  ]);
  const sealedToken = ring.tokenSeal?.seal(id, token) ?? null;
  return { token, columns: { prefix, digest, sealedToken }, lastUse: lastUsed[0] ?? null };
}
