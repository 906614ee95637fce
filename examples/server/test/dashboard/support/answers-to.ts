import type { Page } from "playwright-core";

/** The statuses with which the API answers to the page for each of these tokens. */
export function answersTo(page: Page, tokens: readonly string[]): Promise<readonly number[]> {
  return page.evaluate(
    (tokens) =>
      Promise.all(
        tokens.map(
          async (token) => (await fetch("/api/bundles", { headers: { "x-api-key": token } })).status,
        ),
      ),
    tokens,
  );
}
