// Whether the tests can open pages in a browser: Debian's Chromium, unless LATCHKEY_CHROMIUM names another.
import { existsSync } from "node:fs";
import probeServers from "./test-servers.mjs";

const CHROMIUM = process.env.LATCHKEY_CHROMIUM || "/usr/bin/chromium";

/** A globalSetup for Jest: that of the servers, and the browser beside them, where tests look for its program, too. */
export default async function probeServersAndBrowser() {
  await probeServers();
  const browsers = reachableBrowsers();
  if (browsers.length === 0 && process.env.CI === "true")
    throw new Error(`there is no Chromium at ${CHROMIUM}`);
  if (browsers.length === 0) console.warn(`SKIPPED: what needs Chromium, which is not at ${CHROMIUM}`);
  process.env.LATCHKEY_CHROMIUM = CHROMIUM;
  process.env.LATCHKEY_TEST_REACHABLE = [process.env.LATCHKEY_TEST_REACHABLE, ...browsers].join(",");
}

/** `chromium`, where there is one. */
export function reachableBrowsers() {
  return existsSync(CHROMIUM) ? ["chromium"] : [];
}
