/** What all tutorials keep beside whatever they look a key up by. */
export interface TutorialRow {
  readonly id: number;
  readonly user_id: number;
  /** A number where the database has no booleans. */
  readonly enabled: boolean | number;
  /** A number where the database has no dates. */
  readonly expires_at: Date | number | null;
}

/** Rows of one insert: SQLite takes no more than 500 of them. */
export const ROWS_AT_ONCE = 250;

export function isUsable({ enabled, expires_at }: TutorialRow): boolean {
  return Boolean(enabled) && (expires_at === null || new Date(expires_at) > new Date());
}
