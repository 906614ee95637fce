import type { HttpAnswer } from "../servers/http-client.ts";

/** How many answers there are of each kind: `201`, or `409 quota_exceeded` where a problem document has a code. */
export function countAnswers(answers: readonly HttpAnswer[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const code = status >= 400 ? ((JSON.parse(body) as { code?: string }).code ?? "") : "";
    const kind = `${status} ${code}`.trim();
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}
