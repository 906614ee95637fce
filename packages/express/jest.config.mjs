import { onBothExpresses } from "../../jest.base.mjs";

const [newest, ...older] = onBothExpresses.projects;

/** What a type checker says does not depend on the Express that runs: once is enough. */
const running = older.map((project) => ({
  ...project,
  testPathIgnorePatterns: ["/public-types\\.test\\.ts$"],
}));

export default { projects: [newest, ...running] };
