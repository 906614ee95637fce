export { fakeClock, type FakeClock } from "./fake-clock.js";
export { memoryStore } from "./memory-store.js";
