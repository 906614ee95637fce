export type { AdminOptions } from "./admin-options.js";
export { adminRouter } from "./admin-router.js";
export { keysRouter } from "./keys-router.js";
