import type { Page } from "playwright-core";

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly node: Node | null }[];
}

/** What has moved on a page since it was loaded, also right after a key or a click, as a line each. */
export function shiftsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await drawn();
    await drawn();
    // What is observed is told only when there is something: the mark is there in any case.
    performance.mark("asked");
    const entries = await new Promise<PerformanceEntry[]>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type: "layout-shift", buffered: true });
      observer.observe({ type: "mark", buffered: true });
    });
    return (entries as LayoutShift[])
      .filter(({ entryType }) => entryType === "layout-shift")
      .map(({ value, sources }) => {
        const moved = sources.map(
          ({ node }) => (node as Element | null)?.outerHTML?.slice(0, 200) ?? node?.nodeName,
        );
        return `${value}: ${moved.join(" and ")}`;
      });
  });
}
