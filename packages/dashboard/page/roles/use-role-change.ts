import { useMutation } from "@tanstack/react-query";

import { queryClient } from "../api/query-client.ts";

/** Sends a change, after which all that is shown of roles, and of keys that have them, is read anew. */
export function useRoleChange<Input, Output>(send: (input: Input) => Promise<Output>) {
  return useMutation({ mutationFn: send, onSettled: readRolesAnew });
}

function readRolesAnew(): void {
  for (const about of ["roles", "keys", "key", "changes"]) {
    void queryClient.invalidateQueries({ queryKey: [about] });
  }
}
