// Builds one package twice, as ESM and as CommonJS, because many of its users run on either.
// usage, from the package's folder: node ../../build.mjs
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";

rmSync("dist", { recursive: true, force: true });
tsc("--outDir", "dist/esm");
tsc(
  "--outDir",
  "dist/cjs",
  "--module",
  "commonjs",
  "--moduleResolution",
  "bundler",
  "--verbatimModuleSyntax",
  "false",
);
writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\n');

function tsc(...flags) {
  const { error, status } = spawnSync("tsc", ["-p", "tsconfig.build.json", ...flags], { stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) process.exit(1);
}
