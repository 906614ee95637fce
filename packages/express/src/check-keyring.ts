import type { Keyring } from "@latchkey/core";

/** Throws unless this is a keyring: `app.use(authenticate)` and a keyring that is a promise are found at the start. */
export function checkKeyring(of: string, keyring: unknown): void {
  const { verify, verifySync } = (keyring ?? {}) as Partial<Record<keyof Keyring, unknown>>;
  if (typeof verify === "function" && typeof verifySync === "function") return;
  throw new TypeError(`latchkey: ${of} takes a keyring first, as createKeyring() returns it`);
}
