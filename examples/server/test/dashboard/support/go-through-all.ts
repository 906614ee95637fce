import type { Page } from "playwright-core";

import { fillInKey } from "./fill-in-key.js";
import { issueKey, takeToken } from "./issue-key.js";

/** From the list of keys to all other parts by their links, with what unfolds and floats there. */
export async function goThroughAll(page: Page): Promise<void> {
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await issueKey(page, fillInKey).then(takeToken);
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: "Nightly build" }).first().click();
  const usage = page.getByRole("region", { name: "Usage" });
  await usage.locator(".recharts-surface").first().hover();
  await usage.locator(".recharts-tooltip-wrapper").filter({ hasText: "Accepted" }).waitFor();
  await usage.getByText("30 days").click();
  await usage.getByRole("button", { name: "The same as a table" }).click();
  await page.getByText("It was not used in this time.").waitFor();
  for (const name of ["Edit", "Rotate", "Revoke"]) {
    await press(name);
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }

  await page.getByRole("link", { name: "Roles" }).click();
  await press("New role");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("link", { name: "Audit" }).click();
  await page
    .getByRole("button", { name: /Details/ })
    .first()
    .click();
  await page.getByRole("row").first().waitFor();
  await page.getByRole("button", { name: "Switch to dark colours" }).hover();
  await page.getByRole("tooltip").waitFor();
  await press("Switch to dark colours");
  await page.getByRole("button", { name: "Operator" }).click();
  await page.getByText("All organizations").waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Roles" }).waitFor();
}
