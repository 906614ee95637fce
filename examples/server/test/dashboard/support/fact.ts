import type { Locator, Page } from "playwright-core";

/** What the page of a key says of it under this label. */
export function fact(page: Page, label: string): Locator {
  const term = page
    .getByRole("region", { name: "What it is" })
    .getByRole("term")
    .and(page.getByText(label, { exact: true }));
  return term.locator("xpath=following-sibling::dd[1]");
}
