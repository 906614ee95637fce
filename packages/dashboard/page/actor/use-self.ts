import { useSuspenseQuery } from "@tanstack/react-query";

import type { Self } from "../api/api.ts";
import { selfQuery } from "../api/queries.ts";

/** Who is signed in; what uses it waits until that is known. */
export function useSelf(): Self {
  return useSuspenseQuery(selfQuery).data;
}
