import { fileURLToPath } from "node:url";
import base from "../../jest.base.mjs";

export default { ...base, globalSetup: fileURLToPath(new URL("../../test-servers.mjs", import.meta.url)) };
