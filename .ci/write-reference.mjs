// `npm run docs:reference`: writes docs/reference anew. .ci/check-docs.mjs says when that is due.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { REFERENCE } from "./docs/documents.mjs";
import { referenceFiles } from "./docs/reference.mjs";

const files = referenceFiles();
rmSync(REFERENCE, { recursive: true, force: true });
mkdirSync(REFERENCE, { recursive: true });
for (const [path, text] of files) writeFileSync(path, text);
console.log(`${files.size} files in ${REFERENCE}`);
