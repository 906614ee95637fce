import type { ModuleFormat } from "../project.js";
import type { Setup } from "../setup.js";
import { exportingLine, loadingLines } from "./module-lines.js";

/** `latchkey.js`: what the app mounts. */
export function mountFile({ api, admin, dashboard, signIn }: Setup, format: ModuleFormat): string {
  const modules = [
    { names: ["adminRouter"], from: "@latchkey/admin" },
    { names: ["keyActor"], from: "@latchkey/core" },
    { names: ["dashboard"], from: "@latchkey/dashboard" },
    { names: ["authenticate", "principalOf"], from: "@latchkey/express" },
    { names: ["migrate"], from: "@latchkey/knex" },
    { names: ["db", "keyring"], from: "./latchkey.config.js" },
    { names: ["operatorOf", "signIn"], from: "./latchkey-operator.js" },
  ];
  return `// Mounts API keys: the admin API, the dashboard, and what is open to keys only.
${loadingLines(format, modules)}

/** Who administers keys: a key, as far as its own permissions go, or the operator, who has signed in. Nobody else. */
function actor(req) {
  return req.principal ? keyActor(req.principal) : operatorOf(req);
}

// Behind a proxy, set \`trust proxy\` in your app, so that keys and limits see the addresses of clients.
function mountLatchkey(app) {
  app.use("${signIn}", signIn("${dashboard}/"));
  app.use("${admin}", authenticate(keyring, { optional: true }), adminRouter(keyring, { actor }));
  app.use("${dashboard}", dashboard({ api: "${admin}", signIn: "${signIn}", example: "${api}/whoami" }));

  // From here on, everything below ${api} needs a key.
  app.use("${api}", authenticate(keyring));
  app.get("${api}/whoami", (req, res) => {
    const { number, name, ownerId, orgId, permissions } = principalOf(req);
    res.json({ number, name, ownerId, orgId, permissions });
  });
}

// A process that could not check keys had better end at its start: what fails here ends it.
migrate(db).then(() => keyring.start());

${exportingLine(format, ["mountLatchkey"])}
`;
}
