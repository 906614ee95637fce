import type { Page } from "playwright-core";

import { OPERATOR } from "../support/start-app.js";
import { goThroughAll } from "./support/go-through-all.js";
import { inChromium } from "./support/in-chromium.js";
import { soon } from "./support/soon.js";
import { TESTER } from "./support/tester.js";

/** What Chromium shows in place of what must not be in a frame. */
const NOTHING = "chrome-error://chromewebdata/";

inChromium((stage) => {
  /** A breach of its policy fails every test here: see `watchForFaults`. */
  it("keeps its policy on every part of the page, and in what unfolds there", async () => {
    await goThroughAll(await stage.openAs(OPERATOR, "/dashboard/"));
  });

  it("lets nothing in that somebody has smuggled into the page", async () => {
    await unwatched(async (page) => {
      await page.goto(`${stage.app.address}/dashboard/`);
      await page.getByRole("heading", { name: "You are not signed in" }).waitFor();
      const refused = await page.evaluate(smuggle);
      expect(refused.sort()).toEqual([
        "connect-src",
        "img-src",
        "script-src-attr",
        "script-src-elem",
        "style-src-elem",
      ]);
      expect(await page.evaluate(() => "smuggled" in window)).toBe(false);
    });
  });

  it.each([
    ["another origin", () => "data:text/html,<p>Another page"],
    ["its own origin", () => `${stage.app.address}/admin/openapi.json`],
  ])("is shown in no frame of %s", async (_where, around) => {
    await unwatched(async (page) => {
      await page.goto(around());
      await page.evaluate((address) => {
        document.body.append(Object.assign(document.createElement("iframe"), { src: address }));
      }, `${stage.app.address}/dashboard/`);
      await soon(
        () => Promise.resolve(page.frames().map((frame) => frame.url())),
        (urls) => expect(urls).toEqual([around(), NOTHING]),
      );
    });
  });

  it("works the same at another path, also for who begins deep in it", async () => {
    const path = "/team/tools/keys/";
    const { key } = await stage.app.keyring.create({ name: "Deep", role: "reader" }, TESTER);
    const page = await openAt(path);
    await goThroughAll(page);
    expect(new URL(page.url()).pathname).toBe(`${path}roles`);

    await page.goto(`${path}keys/${key.id}`);
    await page.getByRole("heading", { name: "Deep" }).waitFor();
    await page.reload();
    await page.getByRole("link", { name: "All keys" }).click();
    await page.getByRole("link", { name: "Deep" }).click();
    await page.waitForURL(`**${path}keys/${key.id}`);
    await page.goto(`${path}audit?action=role.deleted`);
    await page.getByText("No change matches").waitFor();
    expect((await page.goto(`${path}nowhere`))?.status()).toBe(404);
    await page.getByRole("link", { name: "Go to the keys" }).click();
    await page.waitForURL(`**${path}`);
    await page.goto(path.slice(0, -1));
    expect(new URL(page.url()).pathname).toBe(path);
    await page.getByRole("link", { name: "Deep" }).waitFor();
  });

  async function openAt(path: string): Promise<Page> {
    const user = await stage.app.db("users").where({ email: OPERATOR.email }).first();
    const grants = [{ org: "*", permissions: ["*:*"], reach: "all" }] as const;
    return stage.openFor({ actor: { kind: "user", id: user?.id ?? "", name: "Operator", grants }, path });
  }

  /** A page that may break its policy, as it must not elsewhere. */
  async function unwatched(look: (page: Page) => Promise<void>): Promise<void> {
    const page = await stage.open("about:blank");
    const context = await page.context().browser()?.newContext();
    if (context === undefined) throw new Error("the browser has gone");
    await look(await context.newPage()).finally(() => context.close());
  }
});

/** Tries all that an attacker would, and tells by which directives it was refused. */
async function smuggle(): Promise<string[]> {
  const refused: string[] = [];
  const all = new Promise<void>((resolve) => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
      refused.push(effectiveDirective);
      if (new Set(refused).size === 5) resolve();
    });
  });
  const add = (name: string, fields: object) =>
    document.body.append(Object.assign(document.createElement(name), fields));
  add("script", { textContent: "window.smuggled = true" });
  add("style", { textContent: "body { display: none }" });
  add("img", { src: "https://elsewhere.example/?stolen" });
  document.body.insertAdjacentHTML("beforeend", '<button onclick="window.smuggled = true"></button>');
  document.body.querySelector<HTMLButtonElement>("button[onclick]")?.click();
  fetch("https://elsewhere.example/").catch(() => undefined);
  await all;
  return [...new Set(refused)];
}
