import type { Page } from "playwright-core";

/** Where a text is left in a page: in its nodes, its fields, its address, or what the browser stores for it. */
export function tracesOf(page: Page, text: string): Promise<readonly string[]> {
  return page.evaluate((text) => {
    const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea, select")];
    const places = {
      document: document.documentElement.outerHTML,
      fields: JSON.stringify(fields.map(({ value }) => value)),
      address: location.href,
      title: document.title,
      history: JSON.stringify(history.state),
      localStorage: JSON.stringify({ ...localStorage }),
      sessionStorage: JSON.stringify({ ...sessionStorage }),
      cookie: document.cookie,
    };
    return Object.entries(places).flatMap(([place, content]) => (content.includes(text) ? [place] : []));
  }, text);
}
