import { checkOptionNames, ConfigurationError, type ChangeHint, type Push } from "@latchkey/core";
import { linkTo } from "../clients/link-to.js";
import type { RedisClient } from "../clients/redis-client.js";
import type { RedisLink } from "../clients/redis-link.js";
import { latestPublisher } from "./latest-publisher.js";
import { readHint } from "./read-hint.js";

export interface RedisPushOptions {
  /** Where hints are published, by default `latchkey:changes`. Keyrings with tables of their own need one each. */
  readonly channel?: string;
}

/**
 * Brings changes to the other processes of a keyring in milliseconds. Hints are published on the client, and received
 * on a connection of its own. While Redis is away hints are dropped, and processes learn of changes as they do without
 * it. Throws a `ConfigurationError` when the client or an option is not one it knows.
 *
 * @example
 * const keyring = createKeyring({ store, peppers, push: redisPush(client) });
 */
export function redisPush(client: RedisClient, options: RedisPushOptions = {}): Push {
  checkOptionNames("redisPush", options, ["channel"]);
  const link = linkTo(client);
  const channel = checkedChannel(options.channel ?? "latchkey:changes");
  return {
    publish: latestPublisher(link, channel),
    subscribe: (listener) => subscribe(link, channel, listener),
  };
}

function subscribe(link: RedisLink, channel: string, listener: (hint: ChangeHint) => void): () => void {
  let warned = false;
  let ended = false;

  const unsubscribe = link.subscribe(channel, {
    message(text) {
      const hint = readHint(text);
      if (hint !== null && !ended) listener(hint);
    },
    listening() {
      if (!ended) listener(HINTS_LOST);
    },
    refused(error) {
      if (!warned && !ended) warnOfRefusal(channel, error);
      warned = true;
    },
  });

  return () => {
    if (ended) return;
    ended = true;
    unsubscribe();
  };
}

const HINTS_LOST: ChangeHint = Object.freeze({ seq: Infinity });

function checkedChannel(channel: unknown): string {
  if (typeof channel === "string" && channel !== "") return channel;
  throw new ConfigurationError("channel", "must be the name of a channel, such as `latchkey:changes`");
}

function warnOfRefusal(channel: string, error: unknown): void {
  process.emitWarning(`redisPush hears nothing: Redis refused to subscribe to ${JSON.stringify(channel)}`, {
    type: "LatchkeyWarning",
    code: "LATCHKEY_PUSH_REFUSED",
    detail: error instanceof Error ? error.message : String(error),
  });
}
