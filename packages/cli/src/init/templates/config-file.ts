import type { ModuleFormat } from "../project.js";
import type { Setup } from "../setup.js";
import { STORES } from "../stores.js";
import { exportingLine, loadingLines } from "./module-lines.js";

/** `latchkey.config.js`: the keyring and its database, for the app and for the `latchkey` command. */
export function configFile({ store, prefix }: Setup, format: ModuleFormat): string {
  const here = format === "esm" ? "import.meta.dirname" : "__dirname";
  const modules = [
    { names: ["existsSync"], from: "node:fs" },
    { names: ["join"], from: "node:path" },
    { names: ["createKeyring"], from: "@latchkey/core" },
    { names: ["knexStore"], from: "@latchkey/knex" },
    { whole: "knex", from: "knex" },
  ];
  return `// The app's keyring and its database: latchkey.js uses them, and so does the \`latchkey\` command.
${loadingLines(format, modules)}

// Secrets are in .env, which git does not see. What the environment has already goes before.
const secrets = join(${here}, ".env");
if (existsSync(secrets)) process.loadEnvFile(secrets);

${STORES[store].code(format)}

const keyring = createKeyring({
  store: knexStore(db),
  // Tokens begin with it: ${prefix}_live_…
  prefix: "${prefix}",
  // Without its pepper a key is worth nothing: keep a copy, but not beside the database's backups. A new one goes first,
  // as version 2.
  peppers: [{ version: 1, secret: process.env.LATCHKEY_PEPPER }],
  // What keys can be allowed to do. Routes ask for it: requirePermission("things:read") of @latchkey/express.
  permissions: {
    "things:read": "See things",
    "things:write": "Make and change things",
  },
  roles: {
    reader: ["things:read"],
    writer: ["things:read", "things:write"],
    admin: ["*:*"],
  },
});

${exportingLine(format, ["db", "keyring"])}
`;
}
