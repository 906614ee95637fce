/** Writes one line of JSON, whatever the fields hold. */
export function log(event: string, fields: Readonly<Record<string, unknown>>): void {
  console.error(JSON.stringify({ time: new Date().toISOString(), event, ...fields }));
}
