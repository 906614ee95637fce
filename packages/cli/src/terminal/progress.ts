/** A bar that fills up. */
export interface Progress {
  /** `share` of the whole, 0 to 1, that is done. */
  advanceTo(share: number, text: string): void;
  end(text: string): void;
}

export type StartProgress = (title: string) => Progress;
