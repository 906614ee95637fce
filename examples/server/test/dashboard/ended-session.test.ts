import type { Locator, Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { beginSession } from "./support/begin-session.js";
import { inChromium } from "./support/in-chromium.js";
import { openForm } from "./support/open-form.js";
import { submitSignIn } from "./support/sign-in-as.js";

inChromium((stage) => {
  it("is told, and what was typed stays until somebody has signed in again in another tab", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/?sort=name");
    const { form, ended } = await losesSession(page);
    await tryAgain(ended);
    await ended.waitFor();
    await page.keyboard.press("Escape");
    await ended.waitFor();

    const another = page.context().waitForEvent("page");
    await ended.getByRole("link", { name: "Sign in" }).click();
    await submitSignIn(await another, OPERATOR);
    await (await another).waitForURL(`${stage.app.address}/dashboard/?sort=name`);
    await (await another).close();
    await tryAgain(ended);
    await ended.waitFor({ state: "detached" });

    expect(await form.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Typed long and wide");
    await form.getByRole("button", { name: "Create the key" }).click();
    await form.getByText("A key needs a role").first().waitFor();
  });

  it("shows nothing of it to somebody else who signs in next", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    const { form, ended } = await losesSession(page);
    await beginSession(page.context(), stage.app.admin);
    await tryAgain(ended);

    await page.getByRole("button", { name: "Ada" }).waitFor();
    await page.getByRole("link", { name: "First key" }).waitFor();
    await form.waitFor({ state: "detached" });
  });
});

/** The session ends while somebody fills in a form, which they find out when they send it. */
async function losesSession(page: Page): Promise<{ form: Locator; ended: Locator }> {
  const form = await openForm(page);
  const ended = page.getByRole("dialog", { name: "Your session has ended" });
  await form.getByRole("textbox", { name: "Name" }).fill("Typed long and wide");
  await page.context().clearCookies();
  await form.getByRole("button", { name: "Create the key" }).click();
  await ended.waitFor();
  return { form, ended };
}

/** Presses the button, and waits for what the server says to that. */
async function tryAgain(ended: Locator): Promise<void> {
  const answer = ended.page().waitForResponse((response) => response.url().endsWith("/admin/self"));
  await ended.getByRole("button", { name: "I am signed in: try again" }).click();
  await answer;
}
