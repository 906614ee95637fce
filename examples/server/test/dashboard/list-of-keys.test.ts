import type { Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { choose } from "./support/choose.js";
import { inChromium } from "./support/in-chromium.js";
import { keyNamed } from "./support/key-named.js";
import { namesShown } from "./support/names-shown.js";
import { soon } from "./support/soon.js";
import { makeTenThousandKeys } from "./support/ten-thousand-keys.js";

inChromium((stage) => {
  beforeAll(() => makeTenThousandKeys(stage.app.keyring));

  const openList = (query = "") => stage.openAs(OPERATOR, `/dashboard/${query}`);

  it("begins with the newest keys, and goes on and back a page", async () => {
    const page = await openList();
    await see(page, "Launch 0029");
    const first = await namesShown(page);
    expect(first).toHaveLength(50);
    expect(await button(page, "Previous page").isEnabled()).toBe(false);

    await turn(page, "Next page", 2);
    const second = await namesShown(page);
    expect(second).toHaveLength(50);
    expect(second.filter((name) => first.includes(name))).toEqual([]);

    await turn(page, "Next page", 3);
    await turn(page, "Previous page", 2);
    expect(await namesShown(page)).toEqual(second);
    await turn(page, "Previous page", 1);
    expect(await namesShown(page)).toEqual(first);
  });

  it("goes through ten pages with one request of one page for each", async () => {
    const page = await openList();
    const sizes: Promise<number>[] = [];
    await see(page, "Launch 0029");
    page.on("response", (response) => {
      if (!new URL(response.url()).pathname.endsWith("/admin/keys")) return;
      sizes.push(response.json().then(({ data }: { data: unknown[] }) => data.length));
    });

    const seen = new Set(await namesShown(page));
    for (let number = 2; number <= 11; number++) {
      await turn(page, "Next page", number);
      for (const name of await namesShown(page)) seen.add(name);
    }
    expect(seen.size).toBe(550);
    expect(await Promise.all(sizes)).toEqual(Array(10).fill(50));
  });

  it("ends with a page from which no other follows", async () => {
    const page = await openList("?org_id=globex");
    expect(await namesShown(page)).toHaveLength(50);
    await turn(page, "Next page", 2);
    expect(await namesShown(page)).toHaveLength(10);
    expect(await button(page, "Next page").isEnabled()).toBe(false);
  });

  it("finds while somebody types: by the beginning of a name, the id, the number or the hint", async () => {
    const { id, number, hint } = await keyNamed(stage.app.keyring, "Acme worker 0007");
    const page = await openList();
    const search = page.getByRole("textbox", { name: "Search" });
    await search.pressSequentially("acme work");
    await seeCount(page, 40);

    for (const text of [id, String(number), hint]) {
      await search.fill("Launch 0001");
      await seeOnly(page, "Launch 0001");
      await search.fill(text);
      await seeOnly(page, "Acme worker 0007");
    }
  });

  it("narrows down by status, role, organization and project, and keeps that when it is reloaded", async () => {
    const page = await openList();
    const filters = page.getByRole("search");
    await choose(filters, "Status", "Scheduled");
    await page.waitForURL("**/dashboard/?status=scheduled");
    await seeCount(page, 30);

    await choose(filters, "Organization", "Globex");
    await page.getByText("No key matches").waitFor();
    await page.getByRole("link", { name: "show all keys" }).click();
    await page.waitForURL("**/dashboard/");

    await choose(filters, "Role", "reader");
    await choose(filters, "Organization", "Globex");
    await choose(filters, "Project", "Warehouse");
    await see(page, "Warehouse robot 0029");
    await seeCount(page, 30);
    await page.reload();
    await see(page, "Warehouse robot 0029");
    await seeCount(page, 30);
    expect(await filters.getByRole("combobox", { name: "Project" }).inputValue()).toBe("Warehouse");

    await choose(filters, "Role", "publisher");
    await page.getByText("No key matches").waitFor();
  });

  it.each([
    ["Newest first", "Launch 0029"],
    ["Oldest first", "First key"],
    ["By name", "Acme worker 0000"],
  ])("orders: %s", async (order, first) => {
    const page = await openList(order === "Newest first" ? "?sort=name" : "");
    await choose(page.getByRole("search"), "Order", order);
    await soon(
      () => namesShown(page),
      (names) => expect(names[0]).toBe(first),
    );
  });
});

function button(page: Page, name: string) {
  return page.getByRole("button", { name, exact: true });
}

async function turn(page: Page, name: string, number: number): Promise<void> {
  await button(page, name).click();
  await page.getByText(`Page ${number}`, { exact: true }).waitFor();
}

function see(page: Page, name: string): Promise<void> {
  return page.getByRole("link", { name, exact: true }).waitFor();
}

/** Whatever was shown before is gone then. */
function seeOnly(page: Page, name: string): Promise<void> {
  return soon(
    () => namesShown(page),
    (names) => expect(names).toEqual([name]),
  );
}

function seeCount(page: Page, count: number): Promise<void> {
  return soon(
    () => namesShown(page),
    (names) => expect(names).toHaveLength(count),
  );
}
