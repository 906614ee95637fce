import base from "../../jest.base.mjs";

export default { ...base, globalSetup: "<rootDir>/test/support/servers.ts" };
