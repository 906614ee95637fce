// What runs the commands of each document. Where people meet an app, so do the commands here; what an app prints takes
// the place of what the document shows of it.
import { documentedApp, exampleApp } from "./running-app.mjs";

const LOCAL = "http://localhost:3000";

/**
 * By document: `app` is started, and the commands are run in a shell beside it; `names` says what stands for what the
 * document shows, `variables` are set before, and `before` is run before. Or `tested`: a test of an example runs them, by
 * its title. `{}`: they need no app.
 */
export const RUNNERS = {
  "README.md": {
    app: exampleApp("server"),
    names: ({ printed, address }) => [
      ["demo_live_O4zJ6ageGZKJBYiB_S1NP…", part(printed, /x-api-key: ([^"]+)"/)],
      [LOCAL, address],
    ],
  },
  "docs/getting-started.md": {
    app: documentedApp("docs/getting-started.md", {
      samples: ["adminRouter(keyring", 'systemActor("first-start")'],
      before: 'import express from "express";\nconst app = express();\nconst actorFromSession = () => null;',
      replaced: [
        [
          'client: "mysql2", connection: process.env.DATABASE_URL!',
          'client: "better-sqlite3", connection: process.env.SQLITE_FILE, useNullAsDefault: true, pool: { min: 1, max: 1 }',
        ],
      ],
    }),
    names: ({ address }) => [[LOCAL, address]],
    variables: ({ printed }) => ({ TOKEN: part(printed, /^(acme_live_\w+)$/m) }),
  },
  "docs/operating.md": {},
  "packages/admin/README.md": {
    app: documentedApp("packages/admin/README.md", { samples: ["app.listen(3000)"] }),
    names: ({ address }) => [[LOCAL, address]],
    variables: ({ printed }) => ({ KEY: part(printed, /^export KEY=(\S+)$/m) }),
  },
  "examples/capgo/README.md": {
    app: exampleApp("capgo"),
    names: ({ printed, address }) => [
      ["ak_live_9mfs…", part(printed, / KEY='([^']+)'/)],
      ["ak_live_9usU…", part(printed, / OTHER='([^']+)'/)],
      [LOCAL, address],
      // Usage is written every ten seconds.
      ["sleep 10", "sleep 11"],
    ],
  },
  "examples/captain/README.md": {
    tested: { example: "captain", title: "has curl lines in its README that print what stands below them" },
  },
  "examples/existing-app/README.md": {
    tested: {
      example: "existing-app",
      title: "brings its keys along while its clients go on calling, and can be interrupted and begun again",
    },
  },
  "examples/gigantik/README.md": {
    app: exampleApp("gigantik"),
    names: ({ printed, address }) => [
      ["PASSWORD='…'", `PASSWORD='${part(printed, /admin@\S+ signs in with the password (\S+)/)}'`],
      [LOCAL, address],
    ],
    // The first start asks for the key that the list shows.
    before: ({ printed }) => printed.match(/^ {2}(?:umask|curl) .*$/gm) ?? [],
  },
  "examples/graymeta/README.md": {
    app: exampleApp("graymeta"),
    names: ({ printed, address }) => [
      ["ADA='eyJhbGciOi…'", `ADA='${part(printed, /key of Ada .*\n +(\S+)/)}'`],
      ["VERA='eyJhbGciOi…'", `VERA='${part(printed, /key of Vera .*\n +(\S+)/)}'`],
      ["VERA_ID='20198a2f…'", `VERA_ID='${part(printed, /Vera \(user ([^)]+)\)/)}'`],
      [LOCAL, address],
    ],
  },
  "examples/nginx/README.md": {
    tested: { example: "nginx", title: "has commands that print what stands below them" },
  },
};

/** What runs each script of package.json that a document names; the file has its name. */
export const SCRIPTS = {
  start: ".ci/check-start.mjs",
  "start:captain": ".ci/check-start.mjs",
  "start:capgo": ".ci/check-start.mjs",
  "start:gigantik": ".ci/check-start.mjs",
  "start:graymeta": ".ci/check-start.mjs",
  "start:nginx": ".ci/check-start.mjs",
  test: ".ci/run",
  check: ".ci/run",
  bench: ".ci/check-bench.mjs",
  "docs:reference": ".ci/docs/reference.mjs",
};

/** Those that nothing runs as they stand, and why. */
export const BY_HAND = {
  "npm run promises": "takes its minutes; the tests of examples/promises run each of its scenarios in short",
  "npm run format": "changes files; `npm run check` says whether it would",
  "npx changeset": "asks its questions, and releases",
};

function part(printed, form) {
  const [, found] = form.exec(printed) ?? [];
  if (found === undefined) throw new Error(`what it printed has no ${form}: ${printed}`);
  return found;
}
