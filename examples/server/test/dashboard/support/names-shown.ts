import type { Page } from "playwright-core";

/** The names in the list of keys, from the top, once the list is the one that was asked for. */
export async function namesShown(page: Page): Promise<readonly string[]> {
  await page.locator("table[aria-busy=false]").waitFor();
  return page.getByRole("table").getByRole("link").allInnerTexts();
}
