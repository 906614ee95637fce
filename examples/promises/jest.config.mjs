import base from "../../jest.base.mjs";

export default {
  ...base,
  // Two scenarios at once would measure each other.
  maxWorkers: 1,
  testTimeout: 120_000,
};
