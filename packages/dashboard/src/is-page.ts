/** The addresses that the page itself knows. */
const PAGES = [/^\/$/, /^\/keys\/[0-9A-Za-z]{1,16}\/?$/, /^\/roles\/?$/, /^\/audit\/?$/];

/** Whether the page has something to show there; elsewhere it says that it has not. */
export function isPage(path: string): boolean {
  return PAGES.some((page) => page.test(path));
}
