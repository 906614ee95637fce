import type { Locator, Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { choose } from "./support/choose.js";
import { inChromium } from "./support/in-chromium.js";
import { issueKey, takeToken } from "./support/issue-key.js";
import { keyNamed } from "./support/key-named.js";
import { TESTER } from "./support/tester.js";

inChromium((stage) => {
  it("makes a role, gives it to a key, changes it, and deletes it when no key has it", async () => {
    const page = await stage.openAs(stage.app.admin, "/dashboard/roles");
    await page.getByRole("button", { name: "New role" }).click();
    const form = page.getByRole("dialog", { name: "New role" });
    await form.getByRole("textbox", { name: "Name" }).fill("courier");
    await form.getByRole("textbox", { name: "Description" }).fill("Brings bundles");
    await form.getByRole("checkbox", { name: "Add bundles to the organization" }).check();
    await form.getByRole("button", { name: "Make the role" }).click();
    const card = cardOf(page, "courier");
    await card.getByText("Brings bundles").waitFor();
    await card.getByText("For the keys of Acme").waitFor();
    expect(await card.getByRole("listitem").allInnerTexts()).toEqual(["Add bundles to the organization"]);

    await page.getByRole("link", { name: "Keys", exact: true }).click();
    await issueKey(page, async (create) => {
      await create.getByRole("textbox", { name: "Name" }).fill("Van");
      await choose(create, "Role", "courier");
    }).then(takeToken);

    await page.getByRole("link", { name: "Roles" }).click();
    await card.getByRole("button", { name: "Change courier" }).click();
    const change = page.getByRole("dialog", { name: "Change the role “courier”" });
    await change.getByRole("textbox", { name: "Name" }).fill("carrier");
    await change.getByRole("checkbox", { name: "See the bundles of the organization" }).check();
    await change.getByRole("button", { name: "Save" }).click();
    const renamed = cardOf(page, "carrier");
    await renamed.getByText("See the bundles of the organization").waitFor();

    await renamed.getByRole("button", { name: "Delete carrier" }).click();
    const deletion = page.getByRole("dialog", { name: "Delete the role?" });
    await deletion.getByRole("button", { name: "Delete the role" }).click();
    await deletion.getByRole("alert").getByText("The role is in use").waitFor();
    await deletion.getByRole("link", { name: "Keys with this role" }).click();
    await page.waitForURL("**/dashboard/?role=carrier&org_id=acme");
    await page.getByRole("link", { name: "Van" }).waitFor();
    expect(await page.getByRole("table").getByRole("link").allInnerTexts()).toEqual(["Van"]);
    await deletion.waitFor({ state: "detached" });

    const { id } = await keyNamed(stage.app.keyring, "Van");
    await stage.app.keyring.revoke({ id }, TESTER);
    await page.getByRole("link", { name: "Roles" }).click();
    await renamed.getByRole("button", { name: "Delete carrier" }).click();
    await deletion.getByRole("button", { name: "Delete the role" }).click();
    await renamed.waitFor({ state: "detached" });
  });

  it("shows the roles of the application, which nobody can change", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/roles");
    for (const [name, first] of [
      ["admin", "Everything"],
      ["publisher", "See the bundles of the organization"],
      ["reader", "See the bundles of the organization"],
    ] as const) {
      await cardOf(page, name).getByText("Built in").waitFor();
      expect(await cardOf(page, name).getByRole("listitem").first().innerText()).toBe(first);
      expect(await cardOf(page, name).getByRole("button").count()).toBe(0);
    }
  });

  it("says at each field what is wrong with a role", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/roles");
    await page.getByRole("button", { name: "New role" }).click();
    const form = page.getByRole("dialog", { name: "New role" });
    await form.getByRole("button", { name: "Make the role" }).click();
    await nameWith(form, "Give the role a name.").waitFor();
    expect(await nameWith(form, "Give the role a name.").evaluate((input) => input.matches(":focus"))).toBe(
      true,
    );

    await form.getByRole("textbox", { name: "Name" }).fill("reader");
    await form.getByRole("checkbox", { name: "See the bundles of the organization" }).check();
    await form.getByRole("button", { name: "Make the role" }).click();
    await nameWith(form, /There is a role of this name already/).waitFor();
    expect(
      await form.getByRole("checkbox", { name: "See the bundles of the organization" }).isChecked(),
    ).toBe(true);
  });

  it("leads from a role to the keys that have it", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/roles");
    await cardOf(page, "admin").getByRole("link", { name: "Keys with this role" }).click();
    await page.getByRole("link", { name: "First key" }).waitFor();
    expect(await page.getByRole("combobox", { name: "Role" }).inputValue()).toBe("admin");
  });

  it("lets somebody who may only look do nothing else", async () => {
    const role = { name: "of-acme", orgId: "acme", permissions: ["bundles:read"] };
    await stage.app.keyring.roles.create(role, TESTER);
    const permissions = ["api-roles:read", "api-keys:read"];
    const actor = { kind: "user", id: "eve", grants: [{ org: "acme", permissions, reach: "all" }] } as const;
    const page = await stage.openFor({ actor, path: "/dashboard/" });
    await page.getByRole("link", { name: "First key" }).waitFor();
    expect(await page.getByRole("button", { name: /^(Create|Rename|Disable|Revoke)/ }).count()).toBe(0);
    expect(await page.getByRole("checkbox").count()).toBe(0);
    expect(await page.getByRole("link", { name: "Audit" }).count()).toBe(0);

    await page.getByRole("link", { name: "Roles" }).click();
    await cardOf(page, "of-acme").getByText("You may not give it").waitFor();
    expect(await page.getByRole("main").getByRole("button").count()).toBe(0);
  });
});

function cardOf(page: Page, name: string): Locator {
  return page.getByRole("article").filter({ has: page.getByRole("heading", { name, exact: true }) });
}

function nameWith(form: Locator, fault: string | RegExp): Locator {
  return form.getByRole("textbox", { name: "Name", description: fault });
}
