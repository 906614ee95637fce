import type { Locator, Page, Route } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { fillInKey } from "./support/fill-in-key.js";
import { inChromium } from "./support/in-chromium.js";
import { openForm } from "./support/open-form.js";
import { TESTER } from "./support/tester.js";

const LOST = "The connection to the server is lost. Trying again …";
const UNAVAILABLE = "The server cannot work just now. Trying again …";

inChromium((stage) => {
  it("says that the connection is lost, tries again, and shows the list when it is back", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    await page.getByRole("link", { name: "First key" }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole("textbox", { name: "Search" }).fill("first");
    await page.getByText(LOST).waitFor();

    await page.context().setOffline(false);
    await page.getByText(LOST).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "First key" }).waitFor();
  });

  it.each([
    ["that nothing answers", (route: Route) => route.abort(), LOST],
    ["that the server cannot work", (route: Route) => route.fulfill(unavailable()), UNAVAILABLE],
  ])("says from the beginning %s, and goes on by itself", async (_what, answer, words) => {
    const page = await stage.openAs(OPERATOR, "/dashboard/roles");
    await page.route("**/admin/**", answer);
    await page.goto("/dashboard/");
    await page.getByText(words).waitFor();

    await page.unroute("**/admin/**");
    await page.getByRole("link", { name: "First key" }).waitFor();
    await page.getByText(words).waitFor({ state: "detached" });
  });

  it("sends what makes a key once only, and leaves it to the person to send it again", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    const form = await openForm(page);
    const sent: string[] = [];
    await fillInKey(form);
    await page.route("**/admin/keys", (route) => {
      if (route.request().method() !== "POST") return route.continue();
      sent.push(route.request().url());
      return route.abort();
    });
    await form.getByRole("button", { name: "Create the key" }).click();
    await form.getByRole("alert").getByText("No answer came.").waitFor();
    expect(sent).toHaveLength(1);

    await page.unroute("**/admin/keys");
    expect(await form.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Nightly build");
    await form.getByRole("button", { name: "Create the key" }).click();
    await page.getByRole("dialog", { name: "The key is created" }).waitFor();
  });

  it("overwrites nothing that somebody else has changed meanwhile", async () => {
    const { key } = await stage.app.keyring.create({ name: "Ours", role: "reader" }, TESTER);
    const page = await stage.openAs(OPERATOR, `/dashboard/keys/${key.id}`);
    const form = await edit(page, "Mine");
    await stage.app.keyring.update({ id: key.id }, { name: "Theirs" }, TESTER);
    await form.getByRole("button", { name: "Save" }).click();

    await form.getByRole("alert").getByText("Somebody else has changed it").waitFor();
    expect(await form.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Mine");
    expect((await stage.app.keyring.get({ id: key.id }, TESTER)).name).toBe("Theirs");
  });

  it("says of a key that there is not, or not for this person, that there is no such key", async () => {
    const { key } = await stage.app.keyring.create({ orgId: "globex", role: "reader" }, TESTER);
    const page = await stage.openAs(stage.app.admin, `/dashboard/keys/${key.id}`);
    await page.getByRole("heading", { name: "No such key" }).waitFor();
    const words = await page.getByRole("alert").first().innerText();

    await page.goto("/dashboard/keys/0123456789abcdef");
    await page.getByRole("heading", { name: "No such key" }).waitFor();
    const withoutId = (text: string) => text.replace(/Request .*/, "");
    expect(withoutId(await page.getByRole("alert").first().innerText())).toBe(withoutId(words));
    await page.getByRole("link", { name: "All keys" }).click();
    await page.getByRole("link", { name: "First key" }).waitFor();
  });

  it("says of an address that there is nothing, and leads to the keys", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    const answer = await page.goto("/dashboard/nowhere/at/all");
    expect(answer?.status()).toBe(404);
    await page.getByRole("heading", { name: "Not found" }).waitFor();
    await page.getByRole("link", { name: "Go to the keys" }).click();
    await page.getByRole("link", { name: "First key" }).waitFor();
  });
});

async function edit(page: Page, name: string): Promise<Locator> {
  await page.getByRole("button", { name: "Edit" }).click();
  const form = page.getByRole("dialog", { name: "Edit the key" });
  await form.getByRole("textbox", { name: "Name" }).fill(name);
  return form;
}

function unavailable() {
  const body = {
    status: 503,
    code: "store_unavailable",
    detail: "The key store cannot be reached.",
    title: "",
  };
  return { status: 503, contentType: "application/problem+json", body: JSON.stringify(body) };
}
