import { CliError } from "../../cli-error.js";
import type { Command } from "../../command.js";
import { repeated } from "../../input/readers.js";
import { jsonOf } from "../../output/json-of.js";
import { roleFacts } from "../../output/role-view.js";
import { ROLE } from "./show-role.js";

interface Options {
  readonly name?: string;
  readonly permission?: readonly string[];
  readonly description?: string;
}

export const updateRole: Command<Options> = {
  name: "update",
  summary: "Change a custom role, and with it every key that has it",
  details: "What is not named stays. --permission replaces all of them.",
  parameters: [ROLE],
  options: [
    { flags: "--name <text>", text: "another name" },
    {
      flags: "--permission <resource:action>",
      text: "what it grants from now on; again for more",
      read: repeated,
    },
    { flags: "--description <text>", text: "what it is for" },
  ],
  examples: [
    ["latchkey roles update 3kTq0ZbW8nYcR5aL --permission bundles:read", "grants this and nothing else"],
  ],
  async run({ workspace, parameters: [id = ""], options, actor }) {
    const { name, permission, description } = options;
    if ([name, permission, description].every((given) => given === undefined))
      throw new CliError(
        "usage",
        "There is nothing to change.",
        "Add --name, --permission or --description.",
      );
    const keyring = await workspace.keyring();
    const role = await keyring.roles.update(id, { name, permissions: permission, description }, actor);
    return { json: jsonOf(role), views: [roleFacts(role)] };
  },
};
