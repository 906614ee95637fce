/** What a request that changes something brings. */
export interface Input {
  readonly query: URLSearchParams;
  /** The JSON of its body, of any form. */
  readonly body: unknown;
}
