import base from "../../jest.base.mjs";

export default {
  ...base,
  globalSetup: "<rootDir>/test/support/servers.ts",
  // These tests wait for locks and deadlines more than they work.
  maxWorkers: 3,
};
