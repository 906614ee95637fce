import type { Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { inChromium } from "./support/in-chromium.js";
import { hasFocus, seeFocus, tabTo } from "./support/keyboard.js";
import { TESTER } from "./support/tester.js";

inChromium((stage) => {
  it("keeps the focus in a window, and gives it back to what opened it", async () => {
    const { key } = await stage.app.keyring.create({ name: "Windows", role: "reader" }, TESTER);
    const page = await stage.openAs(OPERATOR, `/dashboard/keys/${key.id}`);
    await closeEach(page, ["Edit", "Rotate", "Revoke"]);
    await page.goto("/dashboard/");
    await page.getByRole("link", { name: "Windows" }).waitFor();
    await closeEach(page, ["Rename Windows", "Create a key"]);
    await page.goto("/dashboard/roles");
    await page.getByRole("heading", { name: "publisher" }).waitFor();
    await closeEach(page, ["New role"]);
  });

  it("chooses keys, opens their rows and turns pages in the order of the list", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    await page.getByRole("link", { name: "First key" }).waitFor();
    await tabTo(page.getByRole("checkbox", { name: "Choose First key" }));
    await page.keyboard.press("Space");
    await page.getByText("1 key chosen").waitFor();
    await page.keyboard.press("Tab");
    await seeFocus(page.getByRole("link", { name: "First key" }));
    await page.keyboard.press("Tab");
    await seeFocus(page.getByRole("button", { name: "Rename First key" }));
  });

  it("skips to the content with the first key that is pressed", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    const skip = page.getByRole("link", { name: "Skip to the content" });
    await page.getByRole("link", { name: "First key" }).waitFor();
    await page.keyboard.press("Tab");
    await seeFocus(skip);
    expect((await skip.boundingBox())?.x).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    await seeFocus(page.getByRole("main"));
    expect(page.url()).toBe(`${stage.app.address}/dashboard/`);
    await page.keyboard.press("Tab");
    await seeFocus(page.getByRole("button", { name: "Create a key" }));
  });

  it("leads into the navigation of a narrow screen only while that is open", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/", { viewport: { width: 390, height: 844 } });
    const first = page.getByRole("link", { name: "Keys", exact: true });
    const passed: boolean[] = [];
    await page.getByRole("link", { name: "First key" }).waitFor();
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press("Tab");
      passed.push(await hasFocus(first));
    }
    expect(passed).not.toContain(true);

    await page.getByRole("button", { name: "Navigation" }).focus();
    await page.keyboard.press("Enter");
    await tabTo(first);
    await page.getByRole("link", { name: "Roles" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Roles" }).waitFor();
  });
});

/** Opens what each button opens, goes around in it, and closes it with Escape. */
async function closeEach(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const button = page.getByRole("button", { name, exact: true });
    const dialog = page.getByRole("dialog");
    await tabTo(button);
    await page.keyboard.press("Enter");
    await dialog.getByRole("button").last().waitFor();
    for (let presses = 0; presses < 25; presses++) await page.keyboard.press("Tab");
    expect(await dialog.evaluate((window) => window.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await seeFocus(button);
  }
}
