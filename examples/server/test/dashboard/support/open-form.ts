import type { Locator, Page } from "playwright-core";

/** Opens the form for a new key. */
export async function openForm(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Create a key" }).click();
  const form = page.getByRole("dialog", { name: "Create a key" });
  await form.getByRole("button", { name: "Create the key" }).waitFor();
  return form;
}
