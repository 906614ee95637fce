import type { Check, OpenPatient } from "./check.js";
import { select, type Engine } from "./engine.js";
import { found, ok, type Finding } from "./finding.js";

const NAME = "digests";

/** What stands before the first `$`. */
const KIND: Readonly<Record<Engine, string>> = {
  sqlite: "substr(digest, 1, instr(digest, '$') - 1)",
  mysql: "substring_index(digest, '$', 1)",
  postgres: "split_part(digest, '$', 1)",
};

/** How the keys that are not revoked are kept. */
export const checkDigests: Check<OpenPatient> = {
  name: NAME,
  async look({ db, engine, tablePrefix }) {
    const sql = `select ${KIND[engine]} as kind, count(*) as held from ?? where revoked_at is null group by ${KIND[engine]}`;
    const rows = await select(db, sql, [`${tablePrefix}keys`]);
    const counts = rows.map(({ kind, held }) => ({ kind: String(kind), held: Number(held) }));
    return [mix(counts), ...unpeppered(counts)];
  },
};

interface Count {
  readonly kind: string;
  readonly held: number;
}

function mix(counts: readonly Count[]): Finding {
  const text = [...counts]
    .sort((a, b) => b.held - a.held)
    .map(({ kind, held }) => `${kind} ${held}`)
    .join(", ");
  return ok(NAME, text || "no keys yet");
}

/** Whoever can write to the table can make such a row for a token of their own. */
function unpeppered(counts: readonly Count[]): readonly Finding[] {
  const held = counts.find(({ kind }) => kind === "sha256")?.held ?? 0;
  if (held === 0) return [];
  return [
    found(
      "warn",
      NAME,
      `${held} keys are kept without a pepper.`,
      "Configure `peppers`, and `acceptUnpeppered: true` until each was used once; rotate those that never are.",
    ),
  ];
}
