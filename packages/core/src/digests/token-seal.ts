import type { KeyObject } from "node:crypto";

import { checkOptionNames, ConfigurationError } from "../configuration-error.js";
import { boxed, unboxed } from "./authenticated-box.js";
import { keyFor } from "./peppers.js";
import { versionedKeys } from "./versioned-keys.js";

/** Keeps tokens so that they can be shown again: AES-256-GCM under keys from outside the database, bound to the key's id. */
export interface TokenSeal {
  /** `v<version>$<base64url>` under the newest key. */
  seal(id: string, token: string): string;
  /** The token, or null for what was not sealed for this id under a key that is configured. */
  open(id: string, sealed: string): string | null;
  /** What a sealed token may begin with. */
  readonly marks: readonly string[];
}

/** A key for sealing tokens; `secret` has 32 bytes at least in UTF-8. */
export interface SealingKey {
  readonly version: number;
  readonly secret: string | undefined;
}

const PURPOSE = "latchkey token seal";
const FORM = /^(v[1-9]\d{0,8}\$)([A-Za-z0-9_-]+)$/;
const EXPECTED = "must be a list such as [{ version: 1, secret: process.env.LATCHKEY_SEALING_KEY }]";

/** Checks the option `reveal`; null for `"once"` and `"resign"`, where no token is kept. */
export function tokenSealOf(option: unknown): TokenSeal | null {
  if (option === "once" || option === "resign") return null;
  if (typeof option !== "object" || option === null) {
    throw new ConfigurationError(
      "reveal",
      'must be "once", "resign" or { sealingKeys: [{ version, secret }] }',
    );
  }
  checkOptionNames("reveal", option, ["sealingKeys"]);
  const { sealingKeys } = option as { sealingKeys?: unknown };
  const keys = versionedKeys("reveal.sealingKeys", sealingKeys, EXPECTED).map(
    ({ version, key }) => [`v${version}$`, keyFor(PURPOSE, key)] as const,
  );
  const byMark = new Map<string, KeyObject>(keys);
  const [newest] = keys as [(typeof keys)[number]];

  return {
    seal: (id, token) => newest[0] + boxed(newest[1], token, id),
    open(id, sealed) {
      const [, mark = "", box = ""] = FORM.exec(sealed) ?? [];
      const key = byMark.get(mark);
      return key === undefined ? null : unboxed(key, box, id);
    },
    marks: keys.map(([mark]) => mark),
  };
}
