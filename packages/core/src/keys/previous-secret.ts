import type { KeyRecord } from "./key-record.js";

/** The secret from before a rotation, while it still works. */
export interface PreviousSecret {
  readonly digest: string;
  /** When it was replaced, UTC milliseconds: older uses of an old secret were of one before it. */
  readonly replacedAt: number;
  /** From then on it is refused, UTC milliseconds. */
  readonly endsAt: number;
}

const MARK = "@";

/** The text of `previousDigest`: no digest holds the mark. */
export function previousDigest(digest: string, replacedAt: number): string {
  return `${digest}${MARK}${replacedAt}`;
}

/** The same text for another digest of the same secret; replaced at the same time. */
export function withDigest(text: string, digest: string): string {
  return `${digest}${text.slice(text.lastIndexOf(MARK))}`;
}

/** The previous secret of a key at this moment; null when there is none, or when its overlap has ended. */
export function previousSecret(
  key: Pick<KeyRecord, "previousDigest" | "previousExpiresAt">,
  now: number,
): PreviousSecret | null {
  const { previousDigest: text, previousExpiresAt: endsAt } = key;
  if (text === null || endsAt === null || endsAt <= now) return null;
  const mark = text.lastIndexOf(MARK);
  const replacedAt = Number(text.slice(mark + 1));
  if (mark === -1 || !Number.isSafeInteger(replacedAt)) return null;
  return { digest: text.slice(0, mark), replacedAt, endsAt };
}
