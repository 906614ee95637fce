// Whether the tests can run nginx: Debian's, unless LATCHKEY_NGINX names another.
import { existsSync } from "node:fs";

const NGINX = process.env.LATCHKEY_NGINX || "/usr/sbin/nginx";

/** A globalSetup for Jest: tests look for nginx where it leaves its program. In CI nothing is skipped. */
export default function probeNginx() {
  const gateways = reachableGateways();
  if (gateways.length === 0 && process.env.CI === "true") throw new Error(`there is no nginx at ${NGINX}`);
  if (gateways.length === 0) console.warn(`SKIPPED: what needs nginx, which is not at ${NGINX}`);
  process.env.LATCHKEY_NGINX = NGINX;
  process.env.LATCHKEY_TEST_REACHABLE = gateways.join(",");
}

/** `nginx`, where there is one. */
export function reachableGateways() {
  return existsSync(NGINX) ? ["nginx"] : [];
}
