import { migrationPlan } from "@latchkey/knex";

import type { Command } from "../../command.js";

export const migrationStatus: Command = {
  name: "status",
  summary: "List the migrations, and whether this database has them",
  details:
    "Changes nothing. Works on the app's database, or without latchkey.config.js on DATABASE_URL. Ends with 1 while some are pending.",
  examples: [
    ["latchkey migrate status", "before a release"],
    ["DATABASE_URL=postgres://127.0.0.1/app latchkey migrate status", "without the app's configuration"],
  ],
  async run({ workspace }) {
    const { db, tablePrefix } = await workspace.database();
    const plan = await migrationPlan(db, { tablePrefix });
    const pending = plan.filter(({ applied }) => !applied);
    return {
      json: { pending: pending.length, migrations: plan.map(({ name, applied }) => ({ name, applied })) },
      views: [
        {
          head: ["Migration", "Status"],
          rows: plan.map(({ name, applied }) => [name, applied ? "done" : "pending"]),
          empty: "No migrations.",
        },
      ],
      ...(pending.length > 0 && {
        exit: "failed",
        notes: ["`latchkey migrate up` runs those that are pending."],
      }),
    };
  },
};
