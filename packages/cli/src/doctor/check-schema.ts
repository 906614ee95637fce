import { migrationPlan } from "@latchkey/knex";

import type { Check, OpenPatient } from "./check.js";
import { found, ok } from "./finding.js";

const NAME = "schema";

/** Whether every migration has been run. */
export const checkSchema: Check<OpenPatient> = {
  name: NAME,
  async look({ db, tablePrefix }) {
    const pending = (await migrationPlan(db, { tablePrefix })).filter(({ applied }) => !applied);
    if (pending.length === 0) return [ok(NAME, `the tables ${tablePrefix}… are up to date`)];
    const names = pending.map(({ name }) => name).join(", ");
    return [found("fail", NAME, `Migrations are pending: ${names}.`, "latchkey migrate up")];
  },
};
