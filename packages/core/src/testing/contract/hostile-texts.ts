/** What no id and no name can be, and what has broken out of statements elsewhere. */
export const HOSTILE_TEXTS: readonly string[] = ["\0", "\ud83d", "x".repeat(100_000), "' or ''='", "\\", "%"];
