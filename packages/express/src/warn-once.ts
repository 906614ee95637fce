const warned = new Set<string>();

/** A warning of this process with a code, the first time only: what requests bring about would fill the logs. */
export function warnOnce(code: string, message: string): void {
  if (warned.has(code)) return;
  warned.add(code);
  process.emitWarning(message, { type: "LatchkeyWarning", code });
}
