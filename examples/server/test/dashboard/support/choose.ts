import type { Locator } from "playwright-core";

/** Chooses one entry of a list that opens below its field. */
export async function choose(within: Locator, label: string, entry: string): Promise<void> {
  await within.getByRole("combobox", { name: label, exact: true }).click();
  await within.page().getByRole("option", { name: entry, exact: true }).click();
}

/** What there is to choose from. */
export async function choicesOf(within: Locator, label: string): Promise<readonly string[]> {
  const field = within.getByRole("combobox", { name: label, exact: true });
  const options = within.page().getByRole("option");
  await field.click();
  await options.first().waitFor();
  const choices = await options.allInnerTexts();
  await field.press("Escape");
  return choices;
}
