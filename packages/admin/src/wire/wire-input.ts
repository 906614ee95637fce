/** What a request that creates or changes something brings. */
export interface WireInput {
  /** The parameters, as they were sent. */
  readonly query: URLSearchParams;
  /** The JSON of the body, of any form. */
  readonly body: unknown;
}
