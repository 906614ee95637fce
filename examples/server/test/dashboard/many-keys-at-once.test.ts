import type { Locator, Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { inChromium } from "./support/in-chromium.js";
import { keyNamed } from "./support/key-named.js";
import { TESTER } from "./support/tester.js";

inChromium((stage) => {
  it("renames a key by the pencil in its row", async () => {
    await make("Misspeled", "Other");
    const page = await openList();
    await page.getByRole("button", { name: "Rename Misspeled" }).click();
    const dialog = page.getByRole("dialog", { name: "Rename the key" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("Misspelled");
    await dialog.getByRole("button", { name: "Save" }).click();

    await page.getByRole("link", { name: "Misspelled", exact: true }).waitFor();
    expect(await page.getByRole("link", { name: "Misspeled", exact: true }).count()).toBe(0);
    await keyNamed(stage.app.keyring, "Misspelled");
  });

  it("says at the name when it cannot be that, and leaves it as it was", async () => {
    await make("Kept");
    const page = await openList();
    await page.getByRole("button", { name: "Rename Kept" }).click();
    const dialog = page.getByRole("dialog", { name: "Rename the key" });
    const name = dialog.getByRole("textbox", { name: "Name" });
    await name.fill("a line\u2028separator");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByRole("textbox", { name: "Name", description: /control characters/ }).waitFor();

    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("link", { name: "Kept", exact: true }).waitFor();
  });

  it("disables those that are chosen, and no other", async () => {
    await make("Off 1", "Off 2", "Still on");
    const page = await openList();
    await chooseKeys(page, "Off 1", "Off 2");
    await page.getByText("2 keys chosen").waitFor();
    await page.getByRole("button", { name: "Disable 2" }).click();
    await page
      .getByRole("dialog", { name: "Disable 2 keys" })
      .getByRole("button", { name: "Disable" })
      .click();

    await page.getByText("2 keys disabled.").waitFor();
    await row(page, "Off 1").getByText("disabled", { exact: true }).waitFor();
    await row(page, "Off 2").getByText("disabled", { exact: true }).waitFor();
    expect(await page.getByRole("checkbox", { name: "Choose Off 1" }).isChecked()).toBe(false);
    expect(await statusesOf("Off 1", "Off 2", "Still on")).toEqual(["disabled", "disabled", "active"]);
  });

  it("revokes those that are chosen once the word is typed", async () => {
    await make("Gone 1", "Gone 2", "Stays");
    const page = await openList();
    await chooseKeys(page, "Gone 1", "Gone 2");
    await page.getByRole("button", { name: "Revoke 2" }).click();
    const dialog = page.getByRole("dialog", { name: "Revoke 2 keys" });
    const button = dialog.getByRole("button", { name: "Revoke" });
    await button.waitFor();
    expect(await dialog.getByRole("listitem").allInnerTexts()).toEqual(["Gone 2", "Gone 1"]);
    expect(await button.isEnabled()).toBe(false);
    await dialog.getByRole("textbox", { name: "Type “revoke” to confirm" }).fill("Revoke");
    await button.click();

    await dialog.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Gone 1", exact: true }).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Stays", exact: true }).waitFor();
    expect(await statusesOf("Stays")).toEqual(["active"]);
    expect((await keyring().list({ status: "revoked" }, TESTER)).data.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Gone 1", "Gone 2"]),
    );
  });

  it("chooses all of a page at once", async () => {
    await make("One of all");
    const page = await openList();
    await page.getByRole("link", { name: "One of all" }).waitFor();
    const count = await page.getByRole("table").getByRole("link").count();
    await page.getByRole("checkbox", { name: "Choose all keys of this page" }).check();
    await page.getByText(`${count} keys chosen`).waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(0);
  });

  it("says by name which of them could not be changed, and changes the others", async () => {
    await make("First of three", "Second of three", "Third of three");
    const page = await openList();
    await chooseKeys(page, "First of three", "Second of three", "Third of three");
    const { id } = await keyNamed(keyring(), "Second of three");
    await keyring().revoke({ id }, TESTER);
    await page.getByRole("button", { name: "Disable 3" }).click();
    const dialog = page.getByRole("dialog", { name: "Disable 3 keys" });
    await dialog.getByRole("button", { name: "Disable" }).click();

    await dialog.getByText("1 key could not be changed:").waitFor();
    const failures = dialog.getByRole("alert").getByRole("listitem");
    expect(await failures.allInnerTexts()).toEqual([expect.stringMatching(/^Second of three: .*revoked/)]);
    await dialog.getByRole("button", { name: "Close" }).last().click();
    expect(await statusesOf("First of three", "Third of three")).toEqual(["disabled", "disabled"]);
  });

  const keyring = () => stage.app.keyring;

  async function make(...names: string[]): Promise<void> {
    await keyring().createMany(
      names.map((name) => ({ name, role: "reader" })),
      TESTER,
    );
  }

  async function openList(): Promise<Page> {
    return stage.openAs(OPERATOR, "/dashboard/");
  }

  function statusesOf(...names: string[]): Promise<readonly string[]> {
    return Promise.all(names.map(async (name) => (await keyNamed(keyring(), name)).status));
  }
});

async function chooseKeys(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await page.getByRole("checkbox", { name: `Choose ${name}` }).check();
}

function row(page: Page, name: string): Locator {
  return page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
}
