import { migrate, migrationPlan, type PlannedMigration } from "@latchkey/knex";

import type { Command } from "../../command.js";
import type { Answer } from "../../output/answer.js";

interface Options {
  readonly dryRun?: boolean;
}

export const migrateUp: Command<Options> = {
  name: "up",
  summary: "Run the migrations that are pending",
  details:
    "Several processes may do so at once: one works, the others wait. Processes of the release before go on working beside it.",
  options: [{ flags: "--dry-run", text: "print the SQL, and run nothing" }],
  examples: [
    ["latchkey migrate up", "before the app's new release starts"],
    ["latchkey migrate up --dry-run > migration.sql", "for whoever runs SQL by hand in your house"],
  ],
  async run({ workspace, options }) {
    const { db, tablePrefix } = await workspace.database();
    const pending = (await migrationPlan(db, { tablePrefix })).filter(({ applied }) => !applied);
    if (options.dryRun === true) return planned(pending);
    await migrate(db, { tablePrefix });
    return done(pending);
  },
};

function planned(pending: readonly PlannedMigration[]): Answer {
  const lines = pending.flatMap(({ name, statements }) => [
    `-- ${name}`,
    ...statements.map((sql) => `${sql};`),
  ]);
  return {
    json: { dry_run: true, migrations: pending.map(({ name, statements }) => ({ name, statements })) },
    views: [{ lines }],
    notes: [pending.length === 0 ? "Nothing is pending." : `${pending.length} pending; nothing was run.`],
  };
}

function done(pending: readonly PlannedMigration[]): Answer {
  const names = pending.map(({ name }) => name);
  const lines =
    names.length === 0
      ? ["Nothing was pending: the tables are up to date."]
      : names.map((name) => `${name}  done`);
  return { json: { dry_run: false, migrations: names }, views: [{ lines }] };
}
