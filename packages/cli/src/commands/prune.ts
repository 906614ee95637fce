import type { Command } from "../command.js";
import { confirmed, YES, type Confirmable } from "../input/confirmed.js";
import { moment, type Moment } from "../input/readers.js";
import { momentText } from "../output/moment-text.js";

interface Options extends Confirmable {
  readonly changesBefore?: Moment;
  readonly usageBefore?: Moment;
}

export const prune: Command<Options> = {
  name: "prune",
  summary: "Remove old changes and old usage",
  details:
    "The chain of changes verifies from where it then begins; the last hour is never removed. Usage is kept for 90 days\nunless you say otherwise, changes for ever.",
  options: [
    {
      flags: "--changes-before <time>",
      text: "a date, a time, or 365d ago (default: none are removed)",
      read: moment,
    },
    { flags: "--usage-before <time>", text: "the same for usage (default: 90d)", read: moment },
    YES,
  ],
  examples: [
    ["latchkey prune --yes", "removes usage of more than 90 days ago"],
    ["latchkey prune --changes-before 730d", "asks, then removes changes of more than two years ago as well"],
  ],
  async run(call) {
    const { workspace, options, actor, world } = call;
    const now = world.clock.now();
    const changesBefore = options.changesBefore?.from(now, -1);
    const usageBefore = options.usageBefore?.from(now, -1);
    const keyring = await workspace.keyring();
    if (changesBefore !== undefined)
      await confirmed(call, `Remove changes from before ${momentText(changesBefore)} for good?`);
    const { changes } = await keyring.prune({ changesBefore, usageBefore }, actor);
    return { json: { changes }, views: [{ lines: [`Removed ${changes} changes, and old usage.`] }] };
  },
};
