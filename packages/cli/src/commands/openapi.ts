import type { Command } from "../command.js";
import { adminDocument } from "../openapi/admin-document.js";

interface Options {
  readonly mount: string;
}

export const openapi: Command<Options> = {
  name: "openapi",
  summary: "Print the OpenAPI document of the admin API",
  details: "The same that the app serves at openapi.json below the admin API; always JSON.",
  options: [{ flags: "--mount <path>", text: "where the app mounts the admin API", fallback: "/admin" }],
  examples: [
    [
      "latchkey openapi > admin.json",
      "to make a client of it: npx openapi-typescript admin.json -o admin.d.ts",
    ],
    ["latchkey openapi --mount /internal/keys-admin", "for an app that mounts it there"],
  ],
  async run({ options }) {
    const document = await adminDocument(options.mount);
    return { json: document, views: [{ lines: JSON.stringify(document, null, 2).split("\n") }] };
  },
};
