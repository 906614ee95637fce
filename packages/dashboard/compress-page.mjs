// Writes each file of the built page a second and a third time, compressed as much as it can be, so that browsers get
// a third of it also where nothing in front of the application compresses.
// usage, in this folder, behind the build: node compress-page.mjs
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

for (const file of globSync("dist/page/assets/*.{js,css,svg}")) {
  const content = readFileSync(file);
  const parameters = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: parameters }));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}
