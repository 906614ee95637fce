import type { Command } from "../command.js";
import { examine } from "../doctor/examine.js";
import type { Finding, FindingStatus } from "../doctor/finding.js";
import type { Answer } from "../output/answer.js";

const MARKS: Readonly<Record<FindingStatus, string>> = {
  ok: "ok  ",
  hint: "hint",
  warn: "WARN",
  fail: "FAIL",
};

export const doctor: Command = {
  name: "doctor",
  summary: "Look for what could be wrong, each with its remedy",
  details:
    "Database, tables, collation, modes, clocks, peppers, digests, https. Changes nothing. Ends with 1 when something fails;\nhints and warnings do not make it fail.",
  examples: [
    ["latchkey doctor", "in the app's folder"],
    [
      "latchkey doctor --json | jq '.findings[] | select(.status == \"fail\")'",
      "for a check after a release",
    ],
  ],
  async run(call) {
    const findings = await examine(call);
    const failed = findings.some(({ status }) => status === "fail");
    return answer(findings, failed);
  },
};

function answer(findings: readonly Finding[], failed: boolean): Answer {
  return {
    json: { ok: !failed, findings },
    views: [{ lines: findings.flatMap(linesOf) }],
    ...(failed && { exit: "failed" as const }),
  };
}

function linesOf({ status, check, detail, remedy }: Finding): readonly string[] {
  const line = `${MARKS[status]}  ${check.padEnd(14)} ${detail}`;
  return remedy === null ? [line] : [line, `${" ".repeat(21)}→ ${remedy}`];
}
