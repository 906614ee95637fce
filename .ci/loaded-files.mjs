import { execFileSync } from "node:child_process";

/** How each format loads a package. */
export const FORMATS = {
  module: (name) => `await import(${JSON.stringify(name)});`,
  commonjs: (name) => `require(${JSON.stringify(name)});`,
};

/** The files that a new process reads when it loads packages: `{ path, bytes }`. */
export function loadedFiles(format, packages) {
  const program = `
    const { registerHooks } = process.getBuiltinModule("node:module");
    const { statSync } = process.getBuiltinModule("node:fs");
    const { fileURLToPath } = process.getBuiltinModule("node:url");
    const paths = new Set();
    registerHooks({
      load(url, context, next) {
        if (url.startsWith("file:")) paths.add(fileURLToPath(url));
        return next(url, context);
      },
    });
    ${packages.map(FORMATS[format]).join("\n")}
    console.log(JSON.stringify([...paths].map((path) => ({ path, bytes: statSync(path).size }))));`;
  return JSON.parse(
    execFileSync("node", [`--input-type=${format}`, "--eval", program], { encoding: "utf8" }),
  );
}
