import type { Check } from "./check.js";
import { found, ok } from "./finding.js";

const NAME = "https";

const PROXY =
  "Behind a proxy, set `trust proxy` to how many there are, so that keys see the addresses of clients; without one, leave it off.";

/** What keys need of the app around them, as far as it can be seen. */
export const checkApp: Check = {
  name: NAME,
  async look({ config }) {
    const tls = found(
      "hint",
      NAME,
      "Whether clients come over https cannot be seen from here.",
      "Serve keys over https only: whoever reads a request has its key.",
    );
    const setting = config?.app?.get("trust proxy");
    if (config?.app === undefined)
      return [
        tls,
        found(
          "hint",
          NAME,
          "Whether `trust proxy` fits cannot be seen: latchkey.config.js exports no `app`.",
          PROXY,
        ),
      ];
    if (setting === true)
      return [
        tls,
        found(
          "warn",
          NAME,
          "`trust proxy` is true: whatever address a client claims is believed.",
          "Set it to the number of proxies, or to their addresses.",
        ),
      ];
    if (setting === undefined || setting === false)
      return [tls, found("hint", NAME, "`trust proxy` is off.", PROXY)];
    return [tls, ok(NAME, "`trust proxy` is set")];
  },
};
