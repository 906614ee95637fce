import type { Locator, Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { answersTo } from "./support/answers-to.js";
import { choose } from "./support/choose.js";
import { fact } from "./support/fact.js";
import { fillInKey } from "./support/fill-in-key.js";
import { inChromium } from "./support/in-chromium.js";
import { issueKey, takeToken } from "./support/issue-key.js";
import { submitSignIn } from "./support/sign-in-as.js";

const DAY_MS = 86_400_000;
const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "Europe/London" });

inChromium((stage) => {
  it("takes a person through the whole life of a key", async () => {
    const page = await stage.open("/dashboard/");
    await page.getByRole("link", { name: "Sign in" }).click();
    await submitSignIn(page, OPERATOR);

    const first = await takeToken(await issueKey(page, fillInKey));
    expect(await answersTo(page, [first])).toEqual([200]);

    await page.getByRole("link", { name: "Nightly build" }).click();
    await seeFacts(page);
    await seeUse(page);

    const second = await rotate(page);
    expect(await answersTo(page, [first, second])).toEqual([200, 200]);

    await seeOldTokenInUse(page);
    await page.getByRole("button", { name: "End the old token now" }).click();
    await rotationCard(page).waitFor({ state: "detached" });
    expect(await answersTo(page, [first, second])).toEqual([401, 200]);

    await page.getByRole("button", { name: "Disable" }).click();
    await page.getByRole("button", { name: "Enable" }).waitFor();
    expect(await answersTo(page, [second])).toEqual([401]);
    await page.getByRole("button", { name: "Enable" }).click();
    await page.getByRole("button", { name: "Disable" }).waitFor();
    expect(await answersTo(page, [second])).toEqual([200]);

    await revoke(page);
    expect(await answersTo(page, [first, second])).toEqual([401, 401]);
    await seeHistory(page);
    await seeListedAsRevokedAlone(page);
  });
});

async function seeFacts(page: Page): Promise<void> {
  const facts = {
    Role: "publisher",
    Scope: "Acme",
    Networks: "127.0.0.0/8",
    Tags: "ci",
    "Last used": "never used",
  };
  for (const [label, text] of Object.entries(facts)) await fact(page, label).getByText(text).waitFor();
  await fact(page, "Expires")
    .getByText(date.format(Date.now() + 30 * DAY_MS))
    .waitFor();
}

/** Usage is written down every ten seconds, and the page asks as often. */
async function seeUse(page: Page): Promise<void> {
  const usage = page.getByRole("region", { name: "Usage" });
  await usage.getByText("1 accepted, 0 refused.").waitFor();
  await usage.getByRole("button", { name: "The same as a table" }).click();
  await usage.getByRole("cell", { name: "1", exact: true }).waitFor();
  await fact(page, "Last used").getByText("just now").waitFor();
}

function rotationCard(page: Page): Locator {
  return page.getByRole("region", { name: "A rotation is under way" });
}

async function rotate(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Rotate" }).click();
  const dialog = page.getByRole("dialog", { name: "Rotate the key" });
  await dialog.getByRole("radio", { name: "A day" }).check();
  await dialog.getByRole("button", { name: "Rotate" }).click();
  return takeToken(page.getByRole("dialog", { name: "The key has a new token" }));
}

async function seeOldTokenInUse(page: Page): Promise<void> {
  await rotationCard(page).getByText("It has not been used since the rotation.").waitFor();
  await rotationCard(page).getByText("It is still in use").waitFor();
}

async function revoke(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Revoke" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke the key" });
  const button = dialog.getByRole("button", { name: "Revoke for good" });
  await dialog.getByRole("textbox", { name: "Reason" }).fill("moved elsewhere");
  await dialog.getByRole("textbox", { name: "Type “revoke” to confirm" }).fill("revok");
  expect(await button.isEnabled()).toBe(false);
  await dialog.getByRole("textbox", { name: "Type “revoke” to confirm" }).fill("revoke");
  await button.click();
  await dialog.waitFor({ state: "detached" });
}

async function seeHistory(page: Page): Promise<void> {
  const history = page.getByRole("region", { name: "History" });
  await history.getByText("Operator revoked this key").waitFor();
  expect(await history.getByRole("listitem").getByText(", just now").allInnerTexts()).toEqual([
    "Operator revoked this key: “moved elsewhere”, just now",
    "Operator enabled this key, just now",
    "Operator disabled this key, just now",
    "Operator turned off the old token of this key, just now",
    expect.stringMatching(/^Operator rotated this key.*the old token works until .+, just now$/),
    "Operator made this key, “Nightly build”, just now",
  ]);
}

async function seeListedAsRevokedAlone(page: Page): Promise<void> {
  const key = page.getByRole("link", { name: "Nightly build" });
  await page.getByRole("link", { name: "All keys" }).click();
  await page.getByRole("link", { name: "First key" }).waitFor();
  expect(await key.count()).toBe(0);
  await choose(page.getByRole("search"), "Status", "Revoked");
  await key.waitFor();
}
