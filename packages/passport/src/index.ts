export { apiKeyStrategy } from "./api-key-strategy.js";
export { bearerStrategy } from "./bearer-strategy.js";
export type { BearerStrategyOptions, Strategy, StrategyOptions } from "./strategy.js";
