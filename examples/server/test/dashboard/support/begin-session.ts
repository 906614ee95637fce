import type { BrowserContext } from "playwright-core";

import type { Credentials } from "./sign-in-as.js";

/** Signs in without a page: what a test is about comes after. */
export async function beginSession(context: BrowserContext, { email, password }: Credentials): Promise<void> {
  const answer = await context.request.post("/session", { data: { email, password } });
  if (!answer.ok()) throw new Error(`the sign-in was answered with ${answer.status()}`);
}
