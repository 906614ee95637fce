import type { Command } from "../../command.js";
import { keyRef } from "../../input/key-ref.js";
import { jsonOf } from "../../output/json-of.js";
import { KEY } from "./show-key.js";

export const disableKey: Command = {
  ...switching(false),
  name: "disable",
  summary: "Refuse a key until it is enabled again",
  examples: [["latchkey keys disable 17", "its requests are refused within a second, everywhere"]],
};

export const enableKey: Command = {
  ...switching(true),
  name: "enable",
  summary: "Let a disabled key work again",
  examples: [["latchkey keys enable 17", "it works as before, with the same token"]],
};

function switching(enabled: boolean): Pick<Command, "parameters" | "run"> {
  return {
    parameters: [KEY],
    async run({ workspace, parameters, actor }) {
      const ref = keyRef(parameters[0]);
      const keyring = await workspace.keyring();
      const key = await keyring.update(ref, { enabled }, actor);
      const done = `Key ${key.number}, “${key.name}”, is ${enabled ? "enabled" : "disabled"}; its status is ${key.status}.`;
      return { json: jsonOf(key), views: [{ lines: [done] }] };
    },
  };
}
