import type { BrowserContext, ConsoleMessage, Request } from "playwright-core";

/**
 * Reports what no page may do, whatever else it shows: errors that nobody caught, breaches of its own policy, windows
 * that scripts open, and requests to anywhere else.
 */
export async function watchForFaults(
  context: BrowserContext,
  report: (fault: string) => void,
): Promise<void> {
  context.on("weberror", (error) => report(`uncaught: ${error.error().message}`));
  context.on("console", (message) => {
    if (message.type() === "error" && !isRefusal(message)) report(`console: ${message.text()}`);
  });
  context.on("request", (request) => {
    if (isElsewhere(request)) report(`request: ${request.url()}`);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
      console.error(`${effectiveDirective} forbids ${blockedURI} ${sample}`);
    });
    for (const name of ["alert", "confirm", "prompt"] as const)
      window[name] = () => console.error(`${name} was called`) as never;
  });
}

/** The browser reports each answer that is no success; those of the API, and to a wrong address, are for the page to show. */
function isRefusal(message: ConsoleMessage): boolean {
  if (!message.text().startsWith("Failed to load resource:")) return false;
  const { url } = message.location();
  return url === message.page()?.url() || (URL.canParse(url) && API.test(new URL(url).pathname));
}

const API = /^\/(admin|api|session)(\/|$)/;

/** All tests are served from this machine. */
function isElsewhere(request: Request): boolean {
  const { protocol, hostname } = new URL(request.url());
  return ["http:", "https:", "ws:", "wss:"].includes(protocol) && hostname !== "127.0.0.1";
}
