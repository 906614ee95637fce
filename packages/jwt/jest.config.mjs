import base from "../../jest.base.mjs";

// jose is published as ESM only, and these tests run as CommonJS.
export default { ...base, transformIgnorePatterns: ["/node_modules/(?!jose/)"] };
