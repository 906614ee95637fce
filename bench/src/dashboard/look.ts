import { chromium, type Browser } from "playwright-core";

/** What somebody sees who opens the page for the first time. */
export interface Look {
  /** Milliseconds from asking for the page until the first row of the table is there. */
  readonly rows: number;
  /** The same from when the page had loaded. */
  readonly rowsAfterLoad: number;
  /** The sum of all layout shifts until a second later. */
  readonly shift: number;
  /** Compressed bytes of the scripts that were loaded before the rows. */
  readonly scriptBytes: number;
}

interface Seen {
  rows?: number;
  shift: number;
}

const PATIENCE_MS = 60_000;
const AFTERWARDS_MS = 1_000;

/** Opens the page in a browser that has nothing in its cache. */
export async function lookAt(address: string): Promise<Look> {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(watch);
    await page.goto(address, { timeout: PATIENCE_MS });
    await page.locator("tbody tr").first().waitFor({ timeout: PATIENCE_MS });
    await page.waitForTimeout(AFTERWARDS_MS);
    return await page.evaluate(whatWasSeen);
  } finally {
    await browser.close();
  }
}

function launch(): Promise<Browser> {
  const executablePath = process.env.LATCHKEY_CHROMIUM || "/usr/bin/chromium";
  const args = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({ executablePath, chromiumSandbox: false, args });
}

/** In the page, before anything of its own runs. */
function watch(): void {
  const seen: Seen = { shift: 0 };
  (globalThis as { seen?: Seen }).seen = seen;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
  }).observe({ type: "layout-shift", buffered: true });
  const rows = new MutationObserver(() => {
    if (document.querySelector("tbody tr td a") === null) return;
    rows.disconnect();
    // In the frame in which they are drawn.
    requestAnimationFrame(() => (seen.rows = performance.now()));
  });
  rows.observe(document, { childList: true, subtree: true });
}

/** In the page. */
function whatWasSeen(): Look {
  const { rows = Number.NaN, shift } = (globalThis as { seen?: Seen }).seen ?? { shift: Number.NaN };
  const [{ loadEventEnd }] = performance.getEntriesByType("navigation") as [PerformanceNavigationTiming];
  const scripts = (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).filter(
    ({ name, responseEnd }) => name.endsWith(".js") && responseEnd <= rows,
  );
  const scriptBytes = scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  return { rows, rowsAfterLoad: rows - loadEventEnd, shift, scriptBytes };
}
