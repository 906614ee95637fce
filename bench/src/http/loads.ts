/** What is sent, as bad tokens of a hundred: only good ones, one bad one, or only tokens that nobody has. */
export const LOADS = { hits: 0, mix: 1, misses: 100 } as const;
export type LoadName = keyof typeof LOADS;
