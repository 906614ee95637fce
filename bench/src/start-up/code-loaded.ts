import { FORMATS, type Format } from "./formats.ts";
import { runProgram } from "./run-program.ts";

/** The JavaScript that is read from files. */
export interface Code {
  readonly files: number;
  readonly bytes: number;
}

/** What loading our packages reads; counted apart from all that is timed. */
export function codeLoaded(format: Format): Code {
  const program = `
    const { registerHooks } = process.getBuiltinModule("node:module");
    const { readFileSync } = process.getBuiltinModule("node:fs");
    const files = new Set();
    registerHooks({
      load(url, context, next) {
        if (url.startsWith("file:")) files.add(url);
        return next(url, context);
      },
    });
    ${FORMATS[format].code.latchkey}
    const bytes = [...files].reduce((sum, file) => sum + readFileSync(new URL(file)).length, 0);
    console.log(JSON.stringify({ files: files.size, bytes }));`;
  return runProgram(format, program) as Code;
}
