import type { Environment, RunningExample } from "@latchkey/example-host";
import { createSqlite, startOn } from "@latchkey/example-host/testing";

import { capgo } from "../../src/capgo.js";
import { clientOf, type Client } from "./client.js";

export interface StartedCapgo extends RunningExample {
  /** The `DATABASE_URL` it runs on. */
  readonly url: string;
  /** With the key of `user_123` that the first start showed. */
  readonly first: Client;
  /** With that of `user_456`. */
  readonly second: Client;
  /** Another key, or none. */
  with(key: string | null): Client;
}

/** The app after its first start, on a database of its own. */
export async function startCapgo(
  create = createSqlite,
  environment: Environment = {},
): Promise<StartedCapgo> {
  const url = await create();
  const running = await startOn(capgo, () => Promise.resolve(url), environment);
  return started(running, url, tokensIn(running));
}

/** The app once more, on a database that it had before. */
export async function startAgain(before: StartedCapgo): Promise<StartedCapgo> {
  const running = await startOn(capgo, () => Promise.resolve(before.url));
  return started(running, before.url, [before.first.key, before.second.key]);
}

function started(running: RunningExample, url: string, keys: readonly (string | null)[]): StartedCapgo {
  const withKey = (key: string | null) => clientOf(running.address, key);
  const [first = null, second = null] = keys;
  return { ...running, url, first: withKey(first), second: withKey(second), with: withKey };
}

function tokensIn({ printed }: RunningExample): readonly string[] {
  return [...printed.join("\n").matchAll(/^ {2}[A-Z]+='(\S+)'$/gm)].map(([, token = ""]) => token);
}
