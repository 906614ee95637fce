import type { Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { barriersOn } from "./support/barriers-on.js";
import { inChromium } from "./support/in-chromium.js";
import { makeThings, type Things } from "./support/make-things.js";
import { WINDOW, type Place } from "./support/place.js";
import { PLACES_ELSEWHERE } from "./support/places-elsewhere.js";
import { PLACES_IN_THE_LIST } from "./support/places-in-the-list.js";
import { PLACES_OF_A_KEY } from "./support/places-of-a-key.js";
import { sidewaysOn } from "./support/sideways-on.js";
import { soon } from "./support/soon.js";

/** 1280 pixels at 400 % (WCAG 2.2, 1.4.10). */
const NARROWEST = 320;
/** There are many, and axe takes its time. */
const PATIENCE_MS = 240_000;

inChromium((stage) => {
  let things: Things;

  beforeAll(async () => {
    things = await makeThings(stage.app.keyring);
  });

  it.each([
    ["the list of keys", PLACES_IN_THE_LIST],
    ["one key", PLACES_OF_A_KEY],
    ["roles, changes and nothing", PLACES_ELSEWHERE],
  ])(
    "keeps nobody out: %s, and the windows over it",
    async (_name, places) => {
      const page = await stage.openAs(OPERATOR, "/dashboard/");
      for (const [name, place] of Object.entries(places)) {
        await page.setViewportSize({ width: 1280, height: 844 });
        await page.goto(`/dashboard/${place.path(things)}`);
        await place.go(page);
        expect({ name, barriers: await barriersAround(page, place) }).toEqual({ name, barriers: [] });
      }
    },
    PATIENCE_MS,
  );

  it("keeps nobody out who is not signed in", async () => {
    const page = await stage.open("/dashboard/");
    await page.getByRole("heading", { name: "You are not signed in" }).waitFor();
    expect(await barriersAround(page)).toEqual([]);
  });

  it("keeps nobody out where there are no keys at all", async () => {
    const grants = [{ org: "nobody", permissions: ["*:*"], reach: "all" }] as const;
    const page = await stage.openFor({ actor: { kind: "user", id: "eve", grants }, path: "/dashboard/" });
    await page.getByText("There are no keys yet").waitFor();
    expect(await barriersAround(page)).toEqual([]);
  });

  it("keeps nobody out whose session has ended", async () => {
    const page = await stage.openAs(OPERATOR, `/dashboard/keys/${things.active}`);
    await page.getByText("made this key").waitFor();
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Disable" }).click();
    await page.getByText("Your session has ended").waitFor();
    expect(await barriersAround(page, { part: WINDOW })).toEqual([]);
  });

  it("keeps nobody out while the connection is lost", async () => {
    const page = await stage.openAs(OPERATOR, "/dashboard/");
    await page.getByRole("link", { name: "Active" }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole("textbox", { name: "Search" }).fill("a");
    await page.getByText("The connection to the server is lost").waitFor();
    expect(await barriersAround(page)).toEqual([]);
  });
});

/** Each width and each scheme once, since axe takes its time. */
async function barriersAround(
  page: Page,
  what: Pick<Place, "part" | "except"> = {},
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 390],
    ["dark", NARROWEST],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    if (width !== NARROWEST) found.push(...(await barriersOn(page, what)));
    await soon(
      () => sidewaysOn(page),
      (wide) => expect(wide).toEqual([]),
    );
  }
  return found;
}
