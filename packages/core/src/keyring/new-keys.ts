/** The keys that are to be made. */
export interface NewKeys {
  /** The inputs; asked for once the actor was found to be allowed. */
  read(): readonly unknown[];
  /** Runs what concerns one input; refusals come out with where it is. */
  about<T>(index: number, run: () => T | Promise<T>): T | Promise<T>;
}
