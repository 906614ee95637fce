export { knexStore } from "./knex-store.js";
export { migrate } from "./migrate.js";
export { migrationPlan, type PlannedMigration } from "./migration-plan.js";
export type { StoreOptions } from "./store-options.js";
