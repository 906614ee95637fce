import type { Keyring } from "@latchkey/core";

import type { PageKind } from "./page-kinds.ts";

/** What of a page does not depend on what is listed. */
export interface AskedPage {
  readonly data: readonly unknown[];
  readonly nextCursor: string | null;
}

/** One page of a list. */
export function askPage(
  keyring: Keyring,
  kind: PageKind,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<AskedPage> {
  return kind.of === "keys"
    ? keyring.list({ ...kind.query, ...page }, kind.actor)
    : keyring.changes.list({ ...kind.query, ...page }, kind.actor);
}
