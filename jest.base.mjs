// One Jest configuration for every package: tests run against the sources, compiled to CommonJS by swc.
import { fileURLToPath } from "node:url";

const packages = fileURLToPath(new URL("packages/", import.meta.url));
const exampleHost = fileURLToPath(new URL("examples/host/src/", import.meta.url));

/** @type {import("jest").Config} */
const base = {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: {
    "^.+\\.[cm]?[tj]s$": [
      "@swc/jest",
      { jsc: { target: "es2023", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  transformIgnorePatterns: ["/node_modules/"],
  extensionsToTreatAsEsm: [],
  moduleNameMapper: {
    "^@latchkey/core/(bcrypt|testing)$": `${packages}core/src/$1/index.ts`,
    "^@latchkey/example-host$": `${exampleHost}index.ts`,
    "^@latchkey/example-host/(http|testing)$": `${exampleHost}$1/index.ts`,
    "^@latchkey/([a-z]+)$": `${packages}$1/src/index.ts`,
    "^(\\.{1,2}/.*)\\.js$": "$1",
  },
  coverageProvider: "babel",
  // Several suites share two cores: slow is not wrong. Tests assert outcomes, not times.
  testTimeout: 60_000,
};

const expresses = [
  { ...base, displayName: "express 5" },
  {
    ...base,
    displayName: "express 4",
    moduleNameMapper: { "^express$": "express4", ...base.moduleNameMapper },
  },
];

/** One of the two, where a job of CI is to be told by its Express: 4 or 5. */
const only = process.env.LATCHKEY_EXPRESS;

/** The same suites on Express 5 and on Express 4. */
export const onBothExpresses = {
  projects: only ? expresses.filter(({ displayName }) => displayName === `express ${only}`) : expresses,
};
if (onBothExpresses.projects.length === 0) throw new Error(`LATCHKEY_EXPRESS must be 4 or 5, not ${only}`);

export default base;
