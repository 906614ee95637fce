import type { Keys, Subject } from "./subject.ts";
import { betterAuthKey } from "./better-auth-key.ts";

// Loading it takes longer than all else together: only the processes that measure it do.

const keys: Keys = {
  name: "betterauth",
  seed: async (where, count) => (await import("./better-auth-seed.ts")).seed(where, count),
  unknown: betterAuthKey,
  header: ["x-api-key", ""],
};

/** All defaults, but for its limit of ten requests a day. */
export const betterAuth: Subject = {
  about: "better-auth as installed",
  keys,
  protect: async (where) => (await import("./better-auth-protection.ts")).asInstalled(where),
};

/** The fastest of what its documentation offers. */
export const betterAuthBest: Subject = {
  about: "better-auth at its best",
  keys,
  protect: async (where) => (await import("./better-auth-protection.ts")).atItsBest(where),
};
