import type { Command } from "../../command.js";
import { confirmed, YES, type Confirmable } from "../../input/confirmed.js";
import { keyRef } from "../../input/key-ref.js";
import { jsonOf } from "../../output/json-of.js";
import { KEY } from "./show-key.js";

interface Options extends Confirmable {
  readonly reason?: string;
}

export const revokeKey: Command<Options> = {
  name: "revoke",
  summary: "Refuse a key for good",
  details: "There is no way back: `keys disable` is what can be undone.",
  parameters: [KEY],
  options: [{ flags: "--reason <text>", text: "why, for the record of changes" }, YES],
  examples: [
    [
      "latchkey keys revoke 17 --reason 'leaked in a log'",
      "asks, then refuses it within a second, everywhere",
    ],
  ],
  async run(call) {
    const { workspace, parameters, options, actor } = call;
    const ref = keyRef(parameters[0]);
    const keyring = await workspace.keyring();
    const { number, name } = await keyring.get(ref, actor);
    await confirmed(call, `Revoke key ${number}, “${name}”, for good?`);
    await keyring.revoke(ref, actor, { reason: options.reason });
    const key = await keyring.get(ref, actor);
    return { json: jsonOf(key), views: [{ lines: [`Key ${number}, “${name}”, is revoked.`] }] };
  },
};
