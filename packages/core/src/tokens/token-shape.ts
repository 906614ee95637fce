import type { Environment } from "../keys/key-record.js";
import { opaqueTokens } from "./opaque-tokens.js";

/** What a text in the shape of a token says of itself; nothing of it is proven, and none of it is secret. */
export interface TokenShape {
  readonly prefix: string;
  readonly env: Environment;
  readonly id: string;
  /** Whether its checksum holds; one that does not was mistyped, or cut and put together. */
  readonly intact: boolean;
}

const SHAPE = /^([a-z][a-z0-9]{1,15})_(live|test)_([0-9A-Za-z]{16})_[0-9A-Za-z]{49}$/;

/**
 * Reads a text as a token of any keyring's, without a keyring; null for another shape. For tools that help people: a
 * keyring's own `verify` decides.
 *
 * @example
 * if (tokenShape(text)?.intact === false) throw new Error("There is a mistake in the token.");
 */
export function tokenShape(text: string): TokenShape | null {
  const [, prefix, env, id] = SHAPE.exec(text) ?? [];
  if (prefix === undefined || env === undefined || id === undefined) return null;
  const environment = env as Environment;
  return { prefix, env: environment, id, intact: opaqueTokens([prefix], [environment]).parse(text) !== null };
}
