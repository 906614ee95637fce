import { listKeys } from "../listing/list-keys.js";
import { verifier } from "../verification/verify.js";
import { createKey } from "./create-key.js";
import { getKey } from "./get-key.js";
import type { Keyring } from "./keyring.js";
import { keyringContext, type KeyringOptions } from "./keyring-options.js";
import { revokeKey } from "./revoke-key.js";
import { selfOf } from "./self.js";
import { updateKey } from "./update-key.js";

/**
 * Makes a keyring over a store. Wrong options throw here and name the option, what is wrong and the remedy.
 *
 * @example
 * const keyring = createKeyring({
 *   store: knexStore(db),
 *   prefix: "acme",
 *   peppers: [{ version: 1, secret: process.env.LATCHKEY_PEPPER }],
 *   roles: { reader: ["bundles:read"], admin: ["*:*"] },
 * });
 */
export function createKeyring(options: KeyringOptions): Keyring {
  const ring = keyringContext(options);
  if (ring.peppers.newest === undefined) warnOfNoPepper();
  const { verify, verifySync } = verifier(ring);

  return Object.freeze<Keyring>({
    create: (input, actor) => createKey(ring, input, actor),
    get: (ref, actor) => getKey(ring, ref, actor),
    list: (query, actor) => listKeys(ring, query, actor),
    update: (ref, changes, actor, condition) => updateKey(ring, ref, changes, actor, condition),
    revoke: (ref, actor, options = {}) => revokeKey(ring, ref, actor, options),
    self: (actor) => selfOf(ring, actor),
    verify,
    verifySync,
  });
}

function warnOfNoPepper(): void {
  process.emitWarning('peppers: "none": whoever can write to the key store can make keys of their own', {
    type: "LatchkeyWarning",
    code: "LATCHKEY_NO_PEPPER",
  });
}
