import type { Command } from "../../command.js";
import { keyRef } from "../../input/key-ref.js";
import { jsonOf } from "../../output/json-of.js";
import { keyFacts } from "../../output/key-view.js";

/** How commands name a key. */
export const KEY = { name: "<key>", text: "its id, or its number" } as const;

export const showKey: Command = {
  name: "show",
  summary: "Show one key",
  parameters: [KEY],
  examples: [["latchkey keys show 17", "key number 17"]],
  async run({ workspace, parameters, actor }) {
    const ref = keyRef(parameters[0]);
    const keyring = await workspace.keyring();
    const key = await keyring.get(ref, actor);
    return { json: jsonOf(key), views: [keyFacts(key)] };
  },
};
