/**
 * For tests of applications and of stores: a store in memory, a clock that is moved by hand, principals without a key,
 * and the contract that every store passes. No test runner is needed or assumed.
 *
 * @example
 * // A store of your own, with Node's test runner:
 * import test from "node:test";
 * import { storeContract } from "@latchkey/core/testing";
 *
 * for (const { name, run } of storeContract) {
 *   test(name, async () => run(await emptyStoreOfMine()));
 * }
 *
 * @module
 */
export type { StoreCase } from "./contract/store-case.js";
export { fakeClock, type FakeClock } from "./fake-clock.js";
export { fakePrincipal, type FakePrincipal } from "./fake-principal.js";
export { memoryStore } from "./memory-store.js";
export { storeContract } from "./store-contract.js";
