import { randomBytes } from "node:crypto";
import { posix } from "node:path";

import { envChange, ignoreText, namesInEnv, type Variable } from "./env-file.js";
import { changedFile, newFile, readIf, type FileChange } from "./file-change.js";
import { mountInApp } from "./mount-in-app.js";
import { keptPassword, newPassword } from "./password.js";
import type { Project } from "./project.js";
import type { Setup } from "./setup.js";
import { STORES } from "./stores.js";
import { configFile } from "./templates/config-file.js";
import { CONFIG_DECLARATION, MOUNT_DECLARATION } from "./templates/declaration-files.js";
import { mountFile } from "./templates/mount-file.js";
import { operatorFile } from "./templates/operator-file.js";

/** All that `init` would write, and what it cannot. */
export interface InitPlan {
  readonly changes: readonly FileChange[];
  /** The operator's password, which is only kept as a hash; null where there is one already. */
  readonly password: string | null;
  /** The variables that somebody has to correct. */
  readonly toFillIn: readonly string[];
  /** The lines to put into the app by hand; null where `init` does it, or has done it. */
  readonly byHand: readonly string[] | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function planInit(project: Project, setup: Setup, environment: Environment): InitPlan {
  const { folder, format, app } = project;
  const store = STORES[setup.store];
  const isSet = isSetIn(namesInEnv(folder), environment);
  const password = isSet("LATCHKEY_OPERATOR") ? null : newPassword();
  const open = Object.entries(store.variables).filter(([name]) => !isSet(name));
  const appText = app === null ? null : mountInApp(app.text, appStyle(project));
  const mountable = app !== null && appText !== null && !losesMountFile(project);

  const changes = [
    newFile(folder, "latchkey.config.js", configFile(setup, format)),
    newFile(folder, "latchkey.js", mountFile(setup, format)),
    newFile(folder, "latchkey-operator.js", operatorFile(format)),
    ...(app?.typescript === true ? declarations(folder) : []),
    envChange(folder, [...secrets(isSet, password), ...open.map(placeholder)]),
    changedFile(folder, ".gitignore", ignoreText(folder, [".env", ...store.ignored])),
    mountable ? changedFile(folder, app.path, appText) : null,
  ];
  return {
    changes: changes.filter((change) => change !== null),
    password,
    toFillIn: open.map(([name]) => name),
    byHand: mountable ? null : linesByHand(project),
  };
}

function isSetIn(inFile: ReadonlySet<string>, environment: Environment): (name: string) => boolean {
  return (name) => inFile.has(name) || Boolean(environment[name]);
}

function declarations(folder: string): readonly (FileChange | null)[] {
  return [
    newFile(folder, "latchkey.d.ts", MOUNT_DECLARATION),
    newFile(folder, "latchkey.config.d.ts", CONFIG_DECLARATION),
  ];
}

function secrets(isSet: (name: string) => boolean, password: string | null): readonly Variable[] {
  const random = (name: string, comment: string): Variable => {
    const value = randomBytes(32).toString("base64url");
    return { name, comment, value, shown: "(32 random bytes)" };
  };
  return [
    ...(isSet("LATCHKEY_PEPPER") ? [] : [random("LATCHKEY_PEPPER", "Keys are worth nothing without it.")]),
    ...(isSet("LATCHKEY_SESSION_SECRET")
      ? []
      : [random("LATCHKEY_SESSION_SECRET", "Signs the operator's session.")]),
    ...(password === null
      ? []
      : [
          {
            name: "LATCHKEY_OPERATOR",
            comment: "The operator's password, as a hash.",
            value: keptPassword(password),
            shown: "(a hash of the password that is shown at the end)",
          },
        ]),
  ];
}

function placeholder([name, value]: readonly [string, string]): Variable {
  return { name, comment: "Correct this.", value, shown: value };
}

function appStyle({ app, format }: Project) {
  const path = app?.path ?? "app.js";
  const relative = posix.relative(posix.dirname(path), "latchkey.js");
  const imports =
    app?.typescript === true || /\.mjs$/.test(path) || (format === "esm" && !/\.cjs$/.test(path));
  return { imports, from: relative.startsWith(".") ? relative : `./${relative}` };
}

/** Compiled into another folder, a file in the root no longer has latchkey.js beside it. */
function losesMountFile({ folder, app }: Project): boolean {
  if (app?.typescript !== true || app.path.includes("/")) return false;
  return /^\s*"outDir"/m.test(readIf(`${folder}/tsconfig.json`) ?? "");
}

function linesByHand(project: Project): readonly string[] {
  const { imports, from } = appStyle(project);
  return [
    imports ? `import { mountLatchkey } from "${from}";` : `const { mountLatchkey } = require("${from}");`,
    "mountLatchkey(app); // before your routes",
  ];
}
