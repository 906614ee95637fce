import type { KeyringOptions } from "@latchkey/core";

import { OPTIONS as AS_ELSEWHERE } from "../subjects/latchkey.ts";

/** As in the other chapters, and with the role that one key in a hundred has. */
export const OPTIONS: Omit<KeyringOptions, "store"> = {
  ...AS_ELSEWHERE,
  roles: { ...AS_ELSEWHERE.roles, rotator: ["bundles:write"] },
};
