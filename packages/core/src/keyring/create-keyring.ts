import { listKeys } from "../listing/list-keys.js";
import { verifier } from "../verification/verify.js";
import { changesApi } from "../changes/changes-api.js";
import { rolesApi } from "../roles/manage-roles.js";
import { scopesOf } from "../scopes/scopes-of.js";
import { createKey } from "./create-key.js";
import { createMany } from "./create-many.js";
import { ownerChanged } from "./owner-changed.js";
import { prune } from "./prune.js";
import { purgeKeys } from "./purge-keys.js";
import { revealMany } from "./reveal-many.js";
import { revealToken } from "./reveal-token.js";
import { endOverlap } from "./end-overlap.js";
import { rotateKey } from "./rotate-key.js";
import { importKeys } from "./import-keys.js";
import { introspectToken } from "./introspect-token.js";
import { usageOf } from "./usage.js";
import { getKey } from "./get-key.js";
import type { Keyring } from "./keyring.js";
import { keyringContext } from "./keyring-context-of.js";
import type { KeyringOptions } from "./keyring-options.js";
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
  const { verify, verifySync, start, close } = verifier(ring);

  return Object.freeze<Keyring>({
    create: (input, actor) => createKey(ring, input, actor),
    createMany: (inputs, actor) => createMany(ring, inputs, actor),
    import: (inputs, actor, options = {}) => importKeys(ring, inputs, actor, options),
    get: (ref, actor) => getKey(ring, ref, actor),
    list: (query, actor) => listKeys(ring, query, actor),
    update: (ref, changes, actor, condition) => updateKey(ring, ref, changes, actor, condition),
    rotate: (ref, actor, options = {}) => rotateKey(ring, ref, actor, options),
    endOverlap: (ref, actor, options = {}) => endOverlap(ring, ref, actor, options),
    revoke: (ref, actor, options = {}) => revokeKey(ring, ref, actor, options),
    purge: (options, actor) => purgeKeys(ring, options, actor),
    reveal: (ref, actor, options = {}) => revealToken(ring, ref, actor, options),
    revealMany: (ids, actor) => revealMany(ring, ids, actor),
    usage: (ref, actor, options = {}) => usageOf(ring, ref, actor, options),
    introspect: (token, actor) => introspectToken(ring, token, actor),
    ownerChanged: (ownerId, actor) => ownerChanged(ring, ownerId, actor),
    prune: (options, actor) => prune(ring, options, actor),
    roles: Object.freeze(rolesApi(ring)),
    changes: Object.freeze(changesApi(ring)),
    permissions: () => ring.catalogue,
    scopes: (actor) => scopesOf(ring, actor),
    self: (actor) => selfOf(ring, actor),
    recognizes: (token) => ring.tokens.recognizes(token),
    verify,
    verifySync,
    start,
    close,
  });
}

function warnOfNoPepper(): void {
  process.emitWarning('peppers: "none": whoever can write to the key store can make keys of their own', {
    type: "LatchkeyWarning",
    code: "LATCHKEY_NO_PEPPER",
  });
}
