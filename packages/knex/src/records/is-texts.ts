/** Whether this is a list of strings and nothing else. */
export function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === "string");
}
