import { ConfigurationError } from "@latchkey/core";

/** Checks an option that is on or off; off when it is not given. */
export function checkFlag(option: string, value: unknown = false): boolean {
  if (typeof value === "boolean") return value;
  throw new ConfigurationError(option, "must be true or false");
}
