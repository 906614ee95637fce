import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

/** What holds inside the packages: they are told the time, the environment and chance, and ask for none of them. */
const PASSED_IN = [
  { object: "process", property: "env", message: "Take settings as options." },
  { object: "Date", property: "now", message: "Take the time from the clock that was passed in." },
  { object: "Math", property: "random", message: "Take randomness from node:crypto." },
];
const BY_NAME = [
  { selector: "ExportDefaultDeclaration", message: "Export by name: a file is named after what it exports." },
  { selector: "ExportAllDeclaration", message: "List what is exported, one name at a time." },
];
const SYNTAX = [
  ...BY_NAME,
  { selector: "ImportExpression", message: "import() does not survive the CommonJS build." },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "Take the time from the clock.",
  },
];
/** It type-checks, passes Jest, and crashes as ESM. */
const KNEX = {
  name: "knex",
  importNames: ["knex"],
  message: 'Write `import knexPkg, { type Knex } from "knex"`.',
};

/** From the OpenAPI document. */
const GENERATED = "packages/dashboard/page/api/admin-api.ts";

/** What needs to know the types, such as that a promise floats. */
const TYPED = {
  extends: [tseslint.configs.recommendedTypeChecked],
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
    "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
    // What was thrown is passed on as it came.
    "@typescript-eslint/prefer-promise-reject-errors": "off",
    // An interface of promises is best kept by async functions, so that what they throw is a rejection.
    "@typescript-eslint/require-await": "off",
    // Objects here are closures; none of their methods has a `this`.
    "@typescript-eslint/unbound-method": "off",
    "no-restricted-imports": ["error", { paths: [KNEX] }],
  },
};

export default defineConfig(
  // bench/ is installed and checked by itself: see bench/eslint.config.mjs.
  globalIgnores(["**/dist/", "**/.turbo/", "**/coverage/", "examples/*/data/", "bench/", GENERATED]),
  js.configs.recommended,
  { files: ["**/*.{js,mjs}"], languageOptions: { globals: globals.node } },
  { files: ["examples/server/public/**"], languageOptions: { globals: globals.browser } },
  {
    files: ["examples/installation/projects/commonjs-*/**/*.js", "examples/existing-app/**/*.js"],
    languageOptions: { sourceType: "commonjs", globals: { ...globals.node, ...globals.jest } },
  },
  { files: ["{packages,examples}/*/{src,test}/**/*.ts", "packages/dashboard/vite.config.ts"], ...TYPED },
  {
    files: ["packages/dashboard/page/**/*.{ts,tsx}"],
    extends: [...TYPED.extends, reactHooks.configs.flat.recommended],
    languageOptions: { ...TYPED.languageOptions, globals: globals.browser },
    rules: {
      ...TYPED.rules,
      "react-hooks/exhaustive-deps": "error",
      "no-console": "error",
      "no-restricted-syntax": ["error", ...BY_NAME],
    },
  },
  {
    files: ["packages/*/src/**/*.ts"],
    rules: {
      "no-console": "error",
      "no-restricted-properties": ["error", ...PASSED_IN],
      "no-restricted-syntax": ["error", ...SYNTAX],
    },
  },
  // The one place that asks the system for the time.
  { files: ["packages/core/src/clock.ts"], rules: { "no-restricted-properties": "off" } },
);
