import { isReachable } from "@latchkey/example-host/testing";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

import { beginSession } from "./begin-session.js";
import { launchChromium } from "./launch-chromium.js";
import type { Listening } from "./listen.js";
import { serveApp, type ServedApp } from "./serve-app.js";
import { servePage, type ServedPage } from "./serve-page.js";
import type { Credentials } from "./sign-in-as.js";
import { watchForFaults } from "./watch-for-faults.js";

/** What the browser is like: its size, its colour scheme, its zone. */
export type Look = BrowserContextOptions;

/** The application, and a browser to look at it. */
export interface Stage {
  readonly app: ServedApp;
  /** Opens a page in a browser that nobody has used before; by default 1280 × 800 in light colours, in London. */
  open(path: string, look?: Look): Promise<Page>;
  /** The same for somebody who is signed in already, in the one session that they have in all tests. */
  openAs(who: Credentials, path: string, look?: Look): Promise<Page>;
  /** The same for an actor that the example does not have, over the keys of the application. */
  openFor(served: Omit<ServedPage, "keyring">, look?: Look): Promise<Page>;
}

const LOOK: Look = {
  viewport: { width: 1280, height: 800 },
  colorScheme: "light",
  reducedMotion: "reduce",
  locale: "en-GB",
  timezoneId: "Europe/London",
  permissions: ["clipboard-read", "clipboard-write"],
};

/**
 * Tests in a real browser: one browser and one application for all of them, and what a browser keeps for each. A test
 * fails when a page did what no page may do. Without Chromium they are skipped, and in CI that fails before.
 */
export function inChromium(suite: (stage: Stage) => void): void {
  (isReachable("chromium") ? describe : describe.skip)("in Chromium", () => {
    let app: ServedApp | undefined;
    let browser: Browser | undefined;
    const contexts: BrowserContext[] = [];
    const sessions = new Map<string, Awaited<ReturnType<BrowserContext["cookies"]>>>();
    const others: Listening[] = [];
    const faults: string[] = [];

    beforeAll(async () => {
      app = await serveApp();
      browser = await launchChromium();
    });
    afterEach(async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      for (const other of others.splice(0)) other.stop();
      expect(faults.splice(0)).toEqual([]);
    });
    afterAll(async () => {
      await browser?.close();
      await app?.close();
    });

    async function newPage(look: Look | undefined): Promise<Page> {
      const context = await started(browser).newContext({ ...LOOK, baseURL: started(app).address, ...look });
      contexts.push(context);
      await watchForFaults(context, (fault) => faults.push(fault));
      return context.newPage();
    }

    /** Passwords are slow to check, on purpose. */
    async function resume(context: BrowserContext, who: Credentials): Promise<void> {
      const known = sessions.get(who.email);
      if (known !== undefined) return context.addCookies(known);
      await beginSession(context, who);
      sessions.set(who.email, await context.cookies());
    }

    suite({
      get app() {
        return started(app);
      },
      async open(path, look) {
        const page = await newPage(look);
        await page.goto(path);
        return page;
      },
      async openAs(who, path, look) {
        const page = await newPage(look);
        await resume(page.context(), who);
        await page.goto(path);
        return page;
      },
      async openFor(served, look) {
        const other = await servePage({ keyring: started(app).keyring, ...served });
        others.push(other);
        const page = await newPage({ baseURL: other.address, ...look });
        await page.goto(served.path);
        return page;
      },
    });
  });
}

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("this is there in tests only");
  return value;
}
