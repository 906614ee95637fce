export { atTheEnd } from "./at-the-end.js";
export { endProcesses, runProcess, type AppProcess } from "./run-process.js";
export { startOn } from "./start-on.js";
export {
  createMysql,
  createSqlite,
  isReachable,
  onEveryDatabase,
  onEveryServer,
  type CreateDatabase,
} from "./test-databases.js";
