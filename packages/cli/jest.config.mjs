import base from "../../jest.base.mjs";

// commander is published as ESM only, and these tests run as CommonJS.
export default {
  ...base,
  globalSetup: "<rootDir>/test/support/servers.ts",
  transformIgnorePatterns: ["/node_modules/(?!commander/)"],
};
