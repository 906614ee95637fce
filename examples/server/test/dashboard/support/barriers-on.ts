import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** WCAG 2.2 AA and what it was before, and what is good practice besides. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

interface What {
  /** The one part to look at, as a CSS selector: the rest of the page is looked at elsewhere. */
  readonly part?: string | undefined;
  /** A rule that has to be broken there. */
  readonly except?: string | undefined;
}

/** What axe finds on a page that keeps somebody out, as a line each; nothing, if the page is as it should be. */
export async function barriersOn(page: Page, { part, except }: What = {}): Promise<readonly string[]> {
  const axe = await axeIn(page);
  if (part !== undefined) axe.include(part);
  if (except !== undefined) axe.disableRules(except);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = "" }) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary}`),
  );
}

/** Half a megabyte to compile, so once for each page; without frames, axe needs no page of its own. */
async function axeIn(page: Page): Promise<AxeBuilder> {
  const isThere = await page.evaluate(() => "axe" in window);
  return new AxeBuilder({ page, ...(isThere && { axeSource: "void 0" }) }).setLegacyMode().withTags(RULES);
}
