export { knexStore } from "./knex-store.js";
export { migrate } from "./migrate.js";
export type { StoreOptions } from "./store-options.js";
