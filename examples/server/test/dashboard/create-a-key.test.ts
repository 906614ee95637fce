import { execFile } from "node:child_process";
import { promisify } from "node:util";

import type { Locator, Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { choose } from "./support/choose.js";
import { addTo } from "./support/fill-in-key.js";
import { inChromium } from "./support/in-chromium.js";
import { issueKey, takeToken } from "./support/issue-key.js";
import { keyNamed } from "./support/key-named.js";
import { openForm } from "./support/open-form.js";
import { TESTER } from "./support/tester.js";

const DAY_MS = 86_400_000;
const NEXT_YEAR = new Date().getUTCFullYear() + 1;
/** In London, where the browser is, clocks are an hour ahead in July. */
const NOON_IN_JULY = `${NEXT_YEAR}-07-01T12:00`;
const ELEVEN_IN_JULY = Date.UTC(NEXT_YEAR, 6, 1, 11);

inChromium((stage) => {
  it("says at each field what is wrong there, and keeps what was typed", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    const form = await openForm(page);
    const send = form.getByRole("button", { name: "Create the key" });
    await form.getByRole("textbox", { name: "Name" }).fill("Careful");
    await choose(form, "Expires", "A date …");
    await send.click();
    await form
      .getByRole("textbox", { name: "Expires on", description: "Choose a date and a time." })
      .waitFor();

    await form.getByRole("textbox", { name: "Expires on" }).fill("2020-01-01T00:00");
    await addTo(form, "Allowed networks", "127.0.0.1");
    await addTo(form, "Allowed networks", "300.1.2.3");
    await send.click();
    await form
      .getByRole("combobox", { name: "Allowed networks", description: /Entry 2 must be an IP address/ })
      .waitFor();

    await form.getByRole("combobox", { name: "Allowed networks" }).press("Backspace");
    await send.click();
    await form.getByRole("combobox", { name: "Role", description: /A key needs a role/ }).waitFor();

    await choose(form, "Role", "reader");
    await send.click();
    await form
      .getByRole("textbox", { name: "Expires on", description: "This must be in the future." })
      .waitFor();
    expect(await form.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Careful");
    expect(await form.getByText("127.0.0.1", { exact: true }).count()).toBe(1);

    await choose(form, "Expires", "Never");
    await send.click();
    await page.getByRole("dialog", { name: "The key is created" }).waitFor();
    expect(await keyNamed(stage.app.keyring, "Careful")).toMatchObject({
      allowedNetworks: ["127.0.0.1"],
      expiresAt: null,
    });
  });

  it("takes each choice of when a key is valid", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    for (const [choice, days] of Object.entries({ "30 days": 30, "90 days": 90, "A year": 365 })) {
      await issue(page, choice, (form) => choose(form, "Expires", `${choice} from now`));
      const { createdAt, expiresAt } = await keyNamed(stage.app.keyring, choice);
      expect(Math.abs(Number(expiresAt) - createdAt - days * DAY_MS)).toBeLessThan(60_000);
    }
    await issue(page, "For good", (form) => choose(form, "Expires", "Never"));
    expect(await keyNamed(stage.app.keyring, "For good")).toMatchObject({
      notBefore: null,
      expiresAt: null,
      status: "active",
    });

    await issue(page, "For a day", async (form) => {
      await choose(form, "Valid from", "A date …");
      await form.getByLabel("Valid from this date").fill(NOON_IN_JULY);
      await choose(form, "Expires", "A date …");
      await form.getByLabel("Expires on this date").fill(NOON_IN_JULY.replace("-01T", "-02T"));
    });
    const times = { notBefore: ELEVEN_IN_JULY, expiresAt: ELEVEN_IN_JULY + DAY_MS };
    expect(await keyNamed(stage.app.keyring, "For a day")).toMatchObject({ ...times, status: "scheduled" });
  });

  it("says when a project has as many keys as it can have", async () => {
    const inputs = Array.from({ length: 50 }, () => ({
      orgId: "globex",
      projectId: "warehouse",
      role: "reader",
    }));
    await stage.app.keyring.createMany(inputs, TESTER);
    const form = await openForm(await stage.openAs(OPERATOR, "/dashboard/"));
    await form.getByRole("textbox", { name: "Name" }).fill("One more");
    await choose(form, "Organization", "Globex");
    await choose(form, "Project", "Warehouse");
    await choose(form, "Role", "reader");
    await form.getByRole("button", { name: "Create the key" }).click();

    const alert = form.getByRole("alert");
    await alert.getByText("There are too many keys").waitFor();
    await alert.getByText("There can be 50 keys in this project").waitFor();
    expect(await form.getByRole("textbox", { name: "Name" }).inputValue()).toBe("One more");
    expect(await form.getByRole("combobox", { name: "Project" }).inputValue()).toBe("Warehouse");
  });

  it("gives a key permissions of its own, in place of a role", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    await issueKey(page, async (form) => {
      await form.getByRole("textbox", { name: "Name" }).fill("Only adds");
      await form.getByRole("checkbox", { name: "Give it permissions of its own" }).check();
      await form.getByRole("checkbox", { name: "Add bundles to the organization" }).check();
    }).then(takeToken);
    expect(await keyNamed(stage.app.keyring, "Only adds")).toMatchObject({
      role: null,
      permissions: ["bundles:write"],
    });
    await page.getByRole("link", { name: "Only adds" }).click();
    await page.getByRole("listitem").getByText("Add bundles to the organization").waitFor();
  });

  it("shows a line for a terminal that works as it is", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    const issued = await issueKey(page, (form) => name(form, "From a terminal"));
    const line = await issued.getByRole("textbox", { name: "Try it" }).inputValue();
    expect(line).toContain(`'${stage.app.address}/api/whoami'`);

    const { stdout } = await promisify(execFile)("sh", ["-c", line]);
    expect(JSON.parse(stdout)).toMatchObject({ name: "From a terminal", role: "reader" });
  });
});

/** A key for readers. */
async function name(form: Locator, text: string): Promise<void> {
  await form.getByRole("textbox", { name: "Name" }).fill(text);
  await choose(form, "Role", "reader");
}

async function issue(page: Page, text: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  const issued = await issueKey(page, async (form) => {
    await name(form, text);
    await fill(form);
  });
  await takeToken(issued);
}
