import type { Finding } from "./finding.ts";

/** One line of figures, as text or as JSON; what is broken follows in the text, a line each. */
export function printFinding(name: string, { figures, broken }: Finding, asJson: boolean): string {
  if (asJson) return JSON.stringify({ scenario: name, ...figures, broken });
  const line = Object.entries(figures).map(([figure, value]) => `${figure}=${value}`);
  return [`${name}: ${line.join(" ")}`, ...broken.map((sentence) => `  BROKEN: ${sentence}`)].join("\n");
}
