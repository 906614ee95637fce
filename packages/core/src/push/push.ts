/** There are changes up to this seq. A hint can be lost, late, repeated or forged: it only makes the reader look. */
export interface ChangeHint {
  /** `Infinity` when hints may have been lost, so that the reader looks whatever it knows. */
  readonly seq: number;
}

/** Brings hints between processes in milliseconds; without one they learn of changes every 500 ms. */
export interface Push {
  /** Tells the other processes. Never throws, and a write does not wait for it. */
  publish(hint: ChangeHint): void;
  /** Calls `listener` for every hint until the function it returns is called. Never throws; reconnecting is its own affair. */
  subscribe(listener: (hint: ChangeHint) => void): () => void;
}
