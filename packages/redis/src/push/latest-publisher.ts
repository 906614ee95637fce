import type { ChangeHint } from "@latchkey/core";
import type { RedisLink } from "../clients/redis-link.js";
import { hintText } from "./read-hint.js";

/**
 * Publishes hints one at a time. While one is under way the latest waits and stands for those before it, so that a
 * server which has stopped answering gathers no commands. Without a connection they are dropped: clients would keep
 * them until there is one.
 */
export function latestPublisher(link: RedisLink, channel: string): (hint: ChangeHint) => void {
  let underWay = false;
  let waiting: ChangeHint | null = null;

  async function send(hint: ChangeHint): Promise<void> {
    try {
      await link.publish(channel, hintText(hint));
    } catch {
      // The readers find the change by themselves.
    }
  }

  async function sendAll(): Promise<void> {
    underWay = true;
    for (let hint = waiting; hint !== null && link.isReady(); hint = waiting) {
      waiting = null;
      await send(hint);
    }
    waiting = null;
    underWay = false;
  }

  return (hint) => {
    if (waiting === null || hint.seq > waiting.seq) waiting = hint;
    if (!underWay) void sendAll();
  };
}
