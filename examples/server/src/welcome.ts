import { relative } from "node:path";

import type { FirstStart } from "./first-start.js";

/** Where keys are managed, and how to sign in; the file holds the password, if it had to be generated. */
export function greeting(address: string, email: string, passwordFile: string | null): readonly string[] {
  const password =
    passwordFile === null
      ? "the password you set as ADMIN_PASSWORD"
      : `the password in ${shown(passwordFile)}`;
  return [`The dashboard is at ${address}/dashboard/`, `Sign in as ${email}, with ${password}.`];
}

/** What is shown at the first start and never again. */
export function shownOnce(address: string, { admin, token }: FirstStart): readonly string[] {
  return [
    `- ${admin.email} signs in with the password ${admin.password} and administers ${admin.organization}.`,
    `- The first API key, of ${admin.organization}, with all permissions in it. Try it:`,
    "",
    `  curl -H "x-api-key: ${token}" ${address}/api/bundles`,
  ];
}

/** From here, unless it lies elsewhere. */
function shown(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith("..") ? file : path;
}
