export { apiKeyStrategy } from "./api-key-strategy.js";
export { bearerStrategy } from "./bearer-strategy.js";
export type { Strategy, StrategyOptions } from "./strategy.js";
