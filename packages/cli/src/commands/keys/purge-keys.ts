import type { Command } from "../../command.js";
import { confirmed, YES, type Confirmable } from "../../input/confirmed.js";
import { moment, type Moment } from "../../input/readers.js";
import { momentText } from "../../output/moment-text.js";

interface Options extends Confirmable {
  readonly revokedBefore?: Moment;
}

const YEAR = 365 * 86_400_000;

export const purgeKeys: Command<Options> = {
  name: "purge",
  summary: "Remove keys that were revoked long ago",
  details: "Their rows and their usage go; what was done to them stays in the record of changes.",
  options: [
    { flags: "--revoked-before <time>", text: "a date, a time, or 90d ago (default: 365d)", read: moment },
    YES,
  ],
  examples: [["latchkey keys purge --revoked-before 180d --yes", "for a job that runs once a month"]],
  async run(call) {
    const { workspace, options, actor, world } = call;
    const now = world.clock.now();
    const revokedBefore = options.revokedBefore?.from(now, -1) ?? now - YEAR;
    const keyring = await workspace.keyring();
    await confirmed(call, `Remove keys that were revoked before ${momentText(revokedBefore)} for good?`);
    const { keys } = await keyring.purge({ revokedBefore }, actor);
    return { json: { keys }, views: [{ lines: [`Removed ${keys} ${keys === 1 ? "key" : "keys"}.`] }] };
  },
};
