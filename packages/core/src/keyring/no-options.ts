import { type Lazy, valueOf } from "../context/lazy.js";
import { checkedFields } from "../keys/check-fields.js";

/** The options of a method that knows none yet: an empty object. */
export type NoOptions = Readonly<Record<string, never>>;

/** Asks for options and refuses any; like those of other methods, only once the actor was found to be allowed. */
export function requireNoOptions(options: Lazy<NoOptions>): void {
  checkedFields<NoOptions>(valueOf(options), {});
}
