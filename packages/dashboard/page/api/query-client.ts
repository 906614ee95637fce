import { QueryClient } from "@tanstack/react-query";

import { isPassing } from "./api-error.ts";

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;

/** What is read is asked for again until the server can be reached; what changes something is never sent twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      staleTime: 5_000,
      retry: (_failures, error) => isPassing(error),
      retryDelay: (failures) => Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS),
    },
    mutations: { networkMode: "always", retry: false },
  },
});
