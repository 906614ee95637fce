import type { Command } from "../../command.js";
import { keyRef } from "../../input/key-ref.js";
import { seconds } from "../../input/readers.js";
import { momentText } from "../../output/moment-text.js";
import { tokenAnswer } from "../../output/token-answer.js";
import { KEY } from "./show-key.js";

interface Options {
  readonly overlap?: number;
}

export const rotateKey: Command<Options> = {
  name: "rotate",
  summary: "Give a key a new token; it is printed once, alone on stdout",
  details:
    "The old token works on for the overlap, so that clients can change over. Id, number and history stay.",
  parameters: [KEY],
  options: [
    {
      flags: "--overlap <length>",
      text: "how long the old token works on, 0 to 30d (default: the policy's)",
      read: seconds,
    },
  ],
  examples: [
    ["latchkey keys rotate 17", "the old token works for another day"],
    ["latchkey keys rotate 17 --overlap 0", "it leaked: the old token is refused from now on"],
  ],
  async run({ workspace, parameters, options, actor }) {
    const ref = keyRef(parameters[0]);
    const keyring = await workspace.keyring();
    const rotated = await keyring.rotate(ref, actor, { overlap: options.overlap });
    const { number, name, rotation } = rotated.key;
    const old =
      rotation === null ? "is refused from now on" : `works until ${momentText(rotation.overlapEndsAt)}`;
    return tokenAnswer(rotated, `Rotated key ${number}, “${name}”. Its old token ${old}.`);
  },
};
