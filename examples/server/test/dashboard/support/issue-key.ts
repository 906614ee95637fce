import type { Locator, Page } from "playwright-core";

import { openForm } from "./open-form.js";

/** Fills in the form for a new key and sends it, up to the dialog that shows the token. */
export async function issueKey(page: Page, fill: (form: Locator) => Promise<void>): Promise<Locator> {
  const form = await openForm(page);
  await fill(form);
  await form.getByRole("button", { name: "Create the key" }).click();
  const issued = page.getByRole("dialog", { name: "The key is created" });
  await issued.waitFor();
  return issued;
}

/** Copies the token that a dialog shows, closes the dialog, and gives what was copied. */
export async function takeToken(issued: Locator): Promise<string> {
  await issued.getByRole("button", { name: "Copy the token" }).click();
  await issued.getByRole("button", { name: "Copied" }).waitFor();
  await issued.getByRole("button", { name: "Done" }).click();
  await issued.waitFor({ state: "detached" });
  return issued.page().evaluate(() => navigator.clipboard.readText());
}
