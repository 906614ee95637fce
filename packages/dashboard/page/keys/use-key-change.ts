import { useMutation } from "@tanstack/react-query";

import { queryClient } from "../api/query-client.ts";

/**
 * Sends a change, after which all that is shown of keys is read anew. Nothing of the answer is kept: it can hold a
 * token.
 */
export function useKeyChange<Input, Output>(send: (input: Input) => Promise<Output>) {
  return useMutation({ mutationFn: send, gcTime: 0, onSuccess: readKeyAnew, onSettled: readKeysAnew });
}

/** Waited for, so that what a window gives the focus back to is not gone a moment later, as a button can be. */
function readKeyAnew(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ["key"] });
}

/** Without waiting for it: what was done is done. */
export function readKeysAnew(): void {
  for (const about of ["keys", "key", "changes", "usage"]) {
    void queryClient.invalidateQueries({ queryKey: [about] });
  }
}
