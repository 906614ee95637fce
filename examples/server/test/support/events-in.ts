/** What a server has logged; each line has to be one event. */
export function eventsIn(stderr: string): readonly string[] {
  const lines = stderr.split("\n").filter((line) => line !== "");
  return lines.map((line) => (JSON.parse(line) as { event: string }).event);
}
