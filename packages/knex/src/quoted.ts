import type { StoreContext } from "./store-context.js";

/** A name as its database quotes it. */
export function quoted({ client }: Pick<StoreContext, "client">, name: string): string {
  return String(client.wrapIdentifier(name, undefined));
}
