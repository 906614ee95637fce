import type { BrowserContext, ConsoleMessage } from "playwright-core";

/** Reports what no page may do, whatever else it shows: errors that nobody caught, and breaches of its own policy. */
export async function watchForFaults(
  context: BrowserContext,
  report: (fault: string) => void,
): Promise<void> {
  context.on("weberror", (error) => report(`uncaught: ${error.error().message}`));
  context.on("console", (message) => {
    if (message.type() === "error" && !isRefusal(message)) report(`console: ${message.text()}`);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
      console.error(`${effectiveDirective} forbids ${blockedURI} ${sample}`);
    });
  });
}

/** The browser reports each answer that is no success; those of the API are for the page to show. */
function isRefusal(message: ConsoleMessage): boolean {
  if (!message.text().startsWith("Failed to load resource:")) return false;
  const { url } = message.location();
  return URL.canParse(url) && /^\/(admin|api|session)(\/|$)/.test(new URL(url).pathname);
}
