/** The end of the record as it was once, kept outside of the database. */
export interface Checkpoint {
  readonly seq: number;
  readonly hash: string;
}

/** A checkpoint to keep. */
export function checkpointText({ seq, hash }: Checkpoint): string {
  return JSON.stringify({ seq, hash });
}

/** The same back, also as a number and a hash with something between them; null when it is neither. */
export function checkpointIn(text: string): Checkpoint | null {
  const [, seq, hash] = /^\D*(\d{1,15})[\s,:"]+(?:hash[\s:"]+)?([\w$+/=.-]{16,})\W*$/.exec(text.trim()) ?? [];
  return seq === undefined || hash === undefined ? null : { seq: Number(seq), hash };
}
