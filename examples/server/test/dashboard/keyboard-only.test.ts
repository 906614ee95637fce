import type { Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { answersTo } from "./support/answers-to.js";
import { inChromium } from "./support/in-chromium.js";
import { seeFocus, tabTo } from "./support/keyboard.js";
import { soon } from "./support/soon.js";

inChromium((stage) => {
  it("signs in, makes a key, keeps its token, and revokes it, with the keyboard alone", async () => {
    const page = await stage.open("/dashboard/");
    const { keyboard } = page;
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    await page.getByRole("link", { name: "Sign in" }).waitFor();
    await tabTo(page.getByRole("link", { name: "Sign in" }));
    await keyboard.press("Enter");
    await page.getByLabel("E-mail address").waitFor();
    await tabTo(page.getByLabel("E-mail address"));
    await keyboard.type(OPERATOR.email);
    await keyboard.press("Tab");
    await keyboard.type(OPERATOR.password);
    await keyboard.press("Enter");

    await button("Create a key").waitFor();
    await tabTo(button("Create a key"));
    await keyboard.press("Enter");
    const form = page.getByRole("dialog", { name: "Create a key" });
    await seeFocus(form.getByRole("textbox", { name: "Name" }));
    await keyboard.type("By hand");
    await tabTo(form.getByRole("combobox", { name: "Organization" }));
    await pick(page, "Acme");
    await tabTo(form.getByRole("combobox", { name: "Role" }));
    await pick(page, "reader");
    await tabTo(form.getByRole("button", { name: "Create the key" }));
    await keyboard.press("Enter");

    const issued = page.getByRole("dialog", { name: "The key is created" });
    await seeFocus(issued.getByRole("button", { name: "Copy the token" }));
    await keyboard.press("Enter");
    await tabTo(issued.getByRole("button", { name: "Done" }));
    await keyboard.press("Space");
    await seeFocus(button("Create a key"));
    const token = await page.evaluate(() => navigator.clipboard.readText());
    expect(await answersTo(page, [token])).toEqual([200]);

    await page.getByRole("link", { name: "By hand" }).waitFor();
    await tabTo(page.getByRole("link", { name: "By hand" }));
    await keyboard.press("Enter");
    await button("Revoke").waitFor();
    await tabTo(button("Revoke"));
    await keyboard.press("Enter");
    const revocation = page.getByRole("dialog", { name: "Revoke the key" });
    await seeFocus(revocation.getByRole("textbox", { name: "Reason" }));
    await keyboard.type("done");
    await keyboard.press("Tab");
    await keyboard.type("revoke");
    await keyboard.press("Enter");
    await page.getByText("revoked this key: “done”").waitFor();
    expect(await answersTo(page, [token])).toEqual([401]);
    await seeFocus(page.getByRole("main"));
  });

  it("switches its colours, and remembers that", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.getByRole("button", { name: "Switch to dark colours" }).waitFor();
    expect(await background()).toBe("rgb(255, 255, 255)");
    await tabTo(page.getByRole("button", { name: "Switch to dark colours" }));
    await page.keyboard.press("Space");
    await page.getByRole("button", { name: "Switch to light colours" }).waitFor();
    expect(await background()).toBe("rgb(36, 36, 36)");
    await page.reload();
    await page.getByRole("button", { name: "Switch to light colours" }).waitFor();
  });
});

/** Chooses from the list of the field that has the focus, as one who looks before each key. */
async function pick(page: Page, entry: string): Promise<void> {
  const field = page.locator("input:focus");
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: entry, exact: true }).waitFor();
  // A list that opens looks a moment later for the entry it begins with: what was marked before is not what Enter chooses.
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  for (let at = await marked(page); at !== entry; at = await marked(page)) {
    await page.keyboard.press("ArrowDown");
    await soon(
      () => marked(page),
      (now) => expect(now).not.toBe(at),
    );
  }
  await page.keyboard.press("Enter");
  await soon(
    () => field.inputValue(),
    (value) => expect(value).toBe(entry),
  );
}

/** The entry of the open list that Enter chooses, or none. */
async function marked(page: Page): Promise<string | undefined> {
  const [entry] = await page.locator("[role=option][data-combobox-selected]:visible").allTextContents();
  return entry;
}
