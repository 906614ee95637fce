import type { Knex } from "knex";

/** A key that was given out, and its row. */
export interface OldKey {
  readonly token: string;
  readonly row: {
    readonly prefix: string;
    readonly account: string;
    readonly can_write: boolean;
    readonly disabled: boolean;
    readonly expires_at: Date | null;
  };
}

export function fill(db: Knex, count: number): Promise<readonly OldKey[]>;
