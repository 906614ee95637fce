import type { ModuleFormat } from "../project.js";

/** What a generated file loads: names of a module, all of it under one name, or only what loading it does. */
export interface Loaded {
  readonly names?: readonly string[];
  readonly whole?: string;
  readonly from: string;
}

/** The lines that load modules. */
export function loadingLines(format: ModuleFormat, modules: readonly Loaded[]): string {
  return modules.map((module) => LOADING[format](module)).join("\n");
}

/** The line that exports names. */
export function exportingLine(format: ModuleFormat, names: readonly string[]): string {
  return format === "esm" ? `export { ${names.join(", ")} };` : `module.exports = { ${names.join(", ")} };`;
}

const LOADING: Readonly<Record<ModuleFormat, (module: Loaded) => string>> = {
  esm({ from, ...module }) {
    const what = wanted(module);
    return what === undefined ? `import "${from}";` : `import ${what} from "${from}";`;
  },
  commonjs({ from, ...module }) {
    const what = wanted(module);
    return what === undefined ? `require("${from}");` : `const ${what} = require("${from}");`;
  },
};

function wanted({ names, whole }: Omit<Loaded, "from">): string | undefined {
  return whole ?? (names && `{ ${names.join(", ")} }`);
}
