import type { Locator, Page } from "playwright-core";

import { soon } from "./soon.js";

/** More than there is to pass on any page. */
const MOST = 150;

/** Presses Tab until this has the focus; fails when it never gets it, or when somewhere the focus does not show. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  for (let presses = 0; presses < MOST; presses++) {
    if (await hasFocus(target)) return;
    const left = await looksOfFocus(page);
    await page.keyboard.press("Tab");
    if (left !== null && (await left.looks()) === left.focused)
      throw new Error(`that it had the focus did not show: ${left.what}`);
  }
  throw new Error(`the focus never came to ${String(target)}`);
}

/** Waits until it has the focus. */
export function seeFocus(target: Locator): Promise<void> {
  return soon(
    () => hasFocus(target),
    (focused) => expect(focused).toBe(true),
  );
}

export async function hasFocus(target: Locator): Promise<boolean> {
  return (
    (await target.count()) > 0 && target.first().evaluate((element) => element === document.activeElement)
  );
}

/** What has the focus, how it looks, and how to see how it looks later. */
async function looksOfFocus(page: Page) {
  const focus = await page.evaluateHandle(() => document.activeElement);
  const element = focus.asElement();
  const isAnything = await focus.evaluate(
    (found) => found !== null && found !== document.body && found.id !== "content",
  );
  if (element === null || !isAnything) return null;
  const looks = () => element.evaluate(looksOf);
  return {
    looks,
    focused: await looks(),
    what: await element.evaluate((node) => node.outerHTML.slice(0, 200)),
  };
}

/** What shows the focus can stand around a field, or beside it, and take a moment to come and to go. */
async function looksOf(element: Element): Promise<string> {
  const { nextElementSibling: beside, parentElement: around } = element;
  const parts = [element, beside, around, around?.parentElement].filter((part) => part != null);
  await Promise.all(parts.flatMap((part) => part.getAnimations()).map(({ finished }) => finished));
  return parts
    .map((part) => {
      const { outline, boxShadow, borderColor, backgroundColor, left } = getComputedStyle(part);
      return [outline, boxShadow, borderColor, backgroundColor, left].join();
    })
    .join("; ");
}
