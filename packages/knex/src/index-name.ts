/** The name of the index over these columns of a table; within 63 bytes for every prefix `tablePrefix` can be. */
export function indexName(tableName: string, columns: readonly string[]): string {
  return `${tableName}_${columns.join("_")}`;
}
