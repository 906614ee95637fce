/** A permission that keys can hold, in a line for people. */
export interface CatalogueEntry {
  readonly permission: string;
  readonly description: string;
}

/** The application's permissions and those of key management, in a fixed order. */
export type Catalogue = readonly CatalogueEntry[];
