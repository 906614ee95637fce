import type { Subject } from "./subject.ts";

/** The route as it is: what everything else is measured by. */
export const bare: Subject = {
  about: "no authentication",
  keys: null,
  protect: async () => ({ handlers: [], warm: async () => {}, close: async () => {} }),
};
