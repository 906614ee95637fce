/** Writes the tables and charts. */
export function publish(): void {
  throw new Error("made below");
}
