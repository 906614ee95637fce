import type { Check, OpenPatient } from "./check.js";
import { ok } from "./finding.js";

const NAME = "peppers";

/** Whether every row can be checked with the secrets that are configured: what the app's own start insists on. */
export const checkPeppers: Check<OpenPatient> = {
  name: NAME,
  async look({ config }) {
    if (config === null) return [];
    await config.keyring.start();
    return [ok(NAME, "every key and every change can be checked")];
  },
};
