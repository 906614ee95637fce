import { chromium, type Browser } from "playwright-core";

/** Nothing that asks other servers: tests run where there is no network, too. */
const ARGS = [
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--no-first-run",
  "--no-pings",
];

/** A browser of its own, which ends with `close()`. Its program is the one that test-browser.mjs has found. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.LATCHKEY_CHROMIUM ?? "";
  return chromium.launch({ executablePath, headless: true, chromiumSandbox: false, args: ARGS });
}
