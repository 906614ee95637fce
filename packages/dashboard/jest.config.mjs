import base, { onBothExpresses } from "../../jest.base.mjs";

const PAGE = "<rootDir>/test/page/";

/** What serves the page is tested on both Expresses; the page itself knows neither. */
export default {
  projects: [
    ...onBothExpresses.projects.map((project) => ({ ...project, testPathIgnorePatterns: [PAGE] })),
    { ...base, displayName: "page", testMatch: [`${PAGE}**/*.test.ts`] },
  ],
};
