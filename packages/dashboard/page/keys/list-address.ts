let filters = "";

/** Where the list is, with the filters that it had when it was last seen. */
export function listAddress(): string {
  return filters === "" ? "/" : `/?${filters}`;
}

export function rememberList(query: string): void {
  filters = query;
}
