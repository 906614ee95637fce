import type { Command } from "../../command.js";
import { jsonOf } from "../../output/json-of.js";
import { roleFacts } from "../../output/role-view.js";

/** How commands name a role. */
export const ROLE = { name: "<role>", text: "its id; `b:<name>` of a built-in one" } as const;

export const showRole: Command = {
  name: "show",
  summary: "Show one role",
  parameters: [ROLE],
  examples: [["latchkey roles show b:reader", "the built-in role “reader”"]],
  async run({ workspace, parameters: [id = ""], actor }) {
    const keyring = await workspace.keyring();
    const role = await keyring.roles.get(id, actor);
    return { json: jsonOf(role), views: [roleFacts(role)] };
  },
};
