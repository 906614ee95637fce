import type { Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { choose } from "./support/choose.js";
import { inChromium } from "./support/in-chromium.js";
import { soon } from "./support/soon.js";
import { TESTER } from "./support/tester.js";

const HOUR_MS = 3_600_000;

inChromium((stage) => {
  let key: string;

  beforeAll(async () => {
    const { keyring } = stage.app;
    const made = await keyring.create({ name: "Probe", orgId: "globex", role: "reader" }, TESTER);
    key = made.key.id;
    await keyring.update({ id: key }, { enabled: false }, TESTER);
    await keyring.update({ id: key }, { name: "Sonde", tags: ["space"] }, TESTER);
    await keyring.rotate({ id: key }, TESTER, { overlap: 0 });
    await keyring.revoke({ id: key }, TESTER, { reason: "lost" });
  });

  it("says in words what was done and by whom, newest first, and unfolds what is on record of it", async () => {
    const page = await openAudit();
    const said = [
      expect.stringContaining(`The system (test) revoked the key ${key}: “lost”`),
      expect.stringContaining(`The system (test) rotated the key ${key}`),
      expect.stringContaining(`The system (test) renamed the key ${key} from “Probe” to “Sonde”`),
      expect.stringContaining(`The system (test) disabled the key ${key}`),
      expect.stringContaining(`The system (test) made the key ${key}, “Probe”`),
      expect.stringContaining("The system (first-start) made the key"),
    ];
    await seeChanges(page, said);

    await page.getByRole("button", { name: "Details of change 4" }).click();
    await page.getByRole("row", { name: "Name Probe Sonde" }).waitFor();
    await page.getByRole("row", { name: "Tags none space" }).waitFor();
    expect(await page.getByRole("definition").allInnerTexts()).toEqual(
      expect.arrayContaining(["4", key, "globex"]),
    );
  });

  it("narrows down by what was done, by whom, to which key, and when", async () => {
    const page = await openAudit();
    const filters = page.getByRole("search");
    await choose(filters, "What was done", "Key made");
    await seeChanges(page, [expect.stringContaining("“Probe”"), expect.stringContaining("“First key”")]);
    await filters.getByRole("textbox", { name: "By" }).fill("first-start");
    await seeChanges(page, [expect.stringContaining("“First key”")]);
    await filters.getByRole("textbox", { name: "To the key" }).fill(key);
    await page.getByText("No change matches").waitFor();

    await page.reload();
    await page.getByText("No change matches").waitFor();
    await page.getByRole("button", { name: "Show all changes" }).click();
    await seeChanges(page, Array(6).fill(expect.any(String)));
    expect(await filters.getByRole("textbox", { name: "By" }).inputValue()).toBe("");

    await filters.getByLabel("Before").fill(inLondon(Date.now() - HOUR_MS));
    await page.getByText("No change matches").waitFor();
    await filters.getByLabel("Before").fill(inLondon(Date.now() + HOUR_MS));
    await seeChanges(page, Array(6).fill(expect.any(String)));
    await filters.getByLabel("From").fill(inLondon(Date.now() + HOUR_MS));
    await page.getByText("No change matches").waitFor();
  });

  it("finds the record whole, and says so when one line of it was edited in the database", async () => {
    const page = await openAudit();
    const check = page.getByRole("button", { name: "Check the record" });
    await check.click();
    await page.getByRole("status").getByText("All 6 changes are as they were written.").waitFor();
    await page.getByText("Its end is change 6").waitFor();

    const edited = stage.app.db("latchkey_changes").where({ seq: 3 });
    await edited.clone().update({ actor_id: "somebody else" });
    await check.click();
    await page
      .getByRole("alert")
      .getByText("The record is not as it was written, from change 3 on")
      .waitFor();

    await edited.clone().update({ actor_id: "test" });
    await check.click();
    await page.getByText("All 6 changes are as they were written.").waitFor();
  });

  it("shows an administrator what was done at home, and nothing to check", async () => {
    const page = await stage.openAs(stage.app.admin, "/dashboard/audit");
    await seeChanges(page, [expect.stringContaining("“First key”")]);
    expect(await page.getByRole("button", { name: "Check the record" }).count()).toBe(0);
  });

  it("leads from a change to its key", async () => {
    const page = await openAudit();
    await page
      .getByRole("link", { name: `the key ${key}` })
      .first()
      .click();
    await page.getByRole("heading", { name: "Sonde" }).waitFor();
    expect(
      await page
        .getByRole("main")
        .getByRole("button", { name: /Edit|Rotate|Revoke/ })
        .count(),
    ).toBe(0);
  });

  function openAudit(): Promise<Page> {
    return stage.openAs(OPERATOR, "/dashboard/audit");
  }
});

/** The sentences of the list, from the top. */
function seeChanges(page: Page, expected: readonly unknown[]): Promise<void> {
  const changes = page.getByRole("list", { name: "Changes" }).getByRole("listitem");
  return soon(
    () => changes.allInnerTexts(),
    (texts) => expect(texts.map((text) => text.replaceAll("\n", " "))).toEqual(expected),
  );
}

/** As a field for local times takes it, where the browser is. */
function inLondon(at: number): string {
  const clock = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: "Europe/London",
  });
  return clock.format(at).replace(" ", "T");
}
