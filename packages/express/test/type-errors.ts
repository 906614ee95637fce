import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import ts from "typescript";

export type TypesVersion = "express 4" | "express 5";

const TYPES: Record<TypesVersion, string> = { "express 4": "@types/express4", "express 5": "@types/express" };
const MODULES = join(__dirname, "../../../node_modules");

/** What TypeScript says about some modules, as a strict ESM application with this version of `@types/express` sees them. */
export function typeErrors(
  modules: Readonly<Record<string, string>>,
  version: TypesVersion = "express 5",
): string[] {
  const options: ts.CompilerOptions = {
    ...base(),
    noEmit: true,
    types: ["node"],
    customConditions: ["@latchkey/source"],
    paths: { express: [join(MODULES, TYPES[version])] },
  };
  const program = ts.createProgram(Object.keys(modules), options, hostOf(modules, options));
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line = file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0;
    return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

/** The code blocks of a README as modules beside it. */
export function codeBlocks(readme: string): Record<string, string> {
  const blocks = readFileSync(readme, "utf8").matchAll(/^```ts\n(.*?)^```$/gms);
  const modules = [...blocks].map(([, code = ""], index) => [
    join(dirname(readme), `readme-${index}.ts`),
    code,
  ]);
  return Object.fromEntries(modules) as Record<string, string>;
}

function base(): ts.CompilerOptions {
  const file = join(__dirname, "../../../tsconfig.base.json");
  const { config } = ts.readConfigFile(file, ts.sys.readFile) as { config: { compilerOptions: object } };
  return ts.convertCompilerOptionsFromJson(config.compilerOptions, dirname(file)).options;
}

/** A host that has these modules besides the files on the disk. */
function hostOf(modules: Readonly<Record<string, string>>, options: ts.CompilerOptions): ts.CompilerHost {
  const disk = ts.createCompilerHost(options);
  return {
    ...disk,
    fileExists: (name) => Object.hasOwn(modules, name) || disk.fileExists(name),
    readFile: (name) => modules[name] ?? disk.readFile(name),
    getSourceFile(name, target, ...rest) {
      const text = modules[name];
      if (text === undefined) return disk.getSourceFile(name, target, ...rest);
      const format = { impliedNodeFormat: ts.ModuleKind.ESNext } as const;
      return ts.createSourceFile(name, text, {
        ...(typeof target === "object" ? target : {}),
        ...format,
        languageVersion: ts.ScriptTarget.ES2023,
      });
    },
  };
}
