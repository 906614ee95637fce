import { relative } from "node:path";

import type { Config } from "./config.js";
import type { FirstStart } from "./first-start.js";

/** What the server prints when it answers: where, how to sign in, and at the first start what is shown once. */
export function welcome(
  address: string,
  { operator, passwordFile }: Config,
  first: FirstStart | null,
): string {
  const password =
    passwordFile === null
      ? "the password you set as ADMIN_PASSWORD"
      : `the password in ${shown(passwordFile)}`;
  const lines = [
    `The example server answers at ${address}`,
    `Sign in at ${address}/ as ${operator.email}, with ${password}.`,
  ];
  return [...lines, ...(first === null ? [] : once(address, first))].join("\n");
}

function once(address: string, { admin, token }: FirstStart): readonly string[] {
  return [
    "",
    "This is the first start. What follows is shown this once:",
    `- ${admin.email} signs in with the password ${admin.password} and administers ${admin.organization}.`,
    `- The first API key, of ${admin.organization}, with all permissions in it. Try it:`,
    "",
    `  curl -H "x-api-key: ${token}" ${address}/api/bundles`,
    "",
  ];
}

/** From here, unless it lies elsewhere. */
function shown(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith("..") ? file : path;
}
