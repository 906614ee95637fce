// Writes page/api/admin-api.ts: the types of the admin API, from the OpenAPI document that adminRouter serves, so that
// the compiler refuses a page that asks for what the API does not have. `--print` prints them instead.
// usage, in this folder, when the packages are built: npm run api
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { adminRouter } from "@latchkey/admin";
import { createKeyring } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";
import express from "express";
import openapiTS, { astToString } from "openapi-typescript";
import { format, resolveConfig } from "prettier";

const FILE = fileURLToPath(new URL("page/api/admin-api.ts", import.meta.url));
const HEADER = "// Made by describe-api.mjs; `npm run api` makes it again.\n";

const types = await typesOf(await servedDocument());
if (process.argv.includes("--print")) process.stdout.write(types);
else writeFileSync(FILE, types);

async function servedDocument() {
  const keyring = createKeyring({
    store: memoryStore(),
    peppers: [{ version: 1, secret: "nothing is kept with this pepper" }],
  });
  const app = express().use(adminRouter(keyring, { actor: () => null }));
  const server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const response = await fetch(`http://127.0.0.1:${server.address().port}/openapi.json`);
    if (!response.ok) throw new Error(`GET /openapi.json was answered with ${response.status}`);
    return await response.json();
  } finally {
    server.closeAllConnections();
    server.close();
    await keyring.close();
  }
}

/** What has a default need not be sent. */
async function typesOf(document) {
  const source = astToString(await openapiTS(document, { defaultNonNullable: false }));
  return format(HEADER + source, { ...(await resolveConfig(FILE)), parser: "typescript" });
}
