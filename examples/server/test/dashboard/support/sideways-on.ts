import type { Page } from "playwright-core";

/** What of a page, or of a window over it, is wider than the screen, so that people would have to move it sideways. */
export function sidewaysOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("main, [role=dialog]")]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ localName, scrollWidth, clientWidth }) => `${localName}: ${scrollWidth} in ${clientWidth}`),
  );
}
