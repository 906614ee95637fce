import type { Page } from "playwright-core";

import type { Things } from "./make-things.js";

/** A part of the page, or a window over it. */
export interface Place {
  /** Below the mount path. */
  readonly path: (things: Things) => string;
  /** From there on. */
  readonly go: (page: Page) => Promise<unknown>;
  /** What is new there, as a CSS selector; otherwise all of it. */
  readonly part?: string;
  /** A rule of axe that cannot be kept there. */
  readonly except?: string;
}

/** The `part` of windows. */
export const WINDOW = "[role=dialog]";

export function text(page: Page, words: string): Promise<void> {
  return page.getByText(words).first().waitFor();
}

export function press(page: Page, button: string): Promise<void> {
  return page.getByRole("button", { name: button, exact: true }).click();
}

export async function openWindow(page: Page, button: string, title: string): Promise<void> {
  await press(page, button);
  await page.getByRole("dialog", { name: title }).getByRole("button").last().waitFor();
}
