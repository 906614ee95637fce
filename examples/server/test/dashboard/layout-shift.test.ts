import type { Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { inChromium } from "./support/in-chromium.js";
import { shiftsOn } from "./support/shifts-on.js";
import { TESTER } from "./support/tester.js";

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

inChromium((stage) => {
  let key: string;

  beforeAll(async () => {
    const inputs = Array.from({ length: 120 }, (_, index) => ({ name: `Sensor ${index}`, role: "reader" }));
    const [made] = await stage.app.keyring.createMany(inputs, TESTER);
    key = made?.key.id ?? "";
  });

  describe.each([WIDE, NARROW])("at $width × $height", (viewport) => {
    it.each([
      ["the list of keys", () => "", (page: Page) => page.getByRole("link", { name: "Sensor 119" })],
      ["the page of a key", () => `keys/${key}`, (page: Page) => page.getByText("0 accepted, 0 refused.")],
      ["the roles", () => "roles", (page: Page) => page.getByRole("heading", { name: "publisher" })],
      ["the record of changes", () => "audit", (page: Page) => page.getByText("“Sensor 119”")],
    ])("nothing moves when the data of %s arrives", async (_what, path, there) => {
      const page = await stage.openAs(OPERATOR, `/dashboard/${path()}`, { viewport });
      const answer = await heldBack(page);
      await page.reload();
      await page.getByRole("banner").waitFor();
      await page.evaluate(() => new Promise(requestAnimationFrame));
      answer();
      await there(page).first().waitFor();
      await page.waitForLoadState("networkidle");
      expect(await shiftsOn(page)).toEqual([]);
    });
  });

  it("nothing moves when the next page of keys arrives", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    await page.getByRole("link", { name: "Sensor 119" }).waitFor();
    const answer = await heldBack(page);
    await page.getByRole("button", { name: "Next page" }).click();
    await page.getByRole("navigation", { name: "Pages" }).getByLabel("Loading").waitFor();
    answer();
    await page.getByRole("link", { name: "Sensor 69", exact: true }).waitFor();
    expect(await shiftsOn(page)).toEqual([]);
  });
});

/** From now on the API answers only after what this gives is called. */
async function heldBack(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/admin/**", async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}
