import type { Command } from "../../command.js";
import { confirmed, YES, type Confirmable } from "../../input/confirmed.js";
import { ROLE } from "./show-role.js";

export const deleteRole: Command<Confirmable> = {
  name: "delete",
  summary: "Delete a custom role that no key has",
  parameters: [ROLE],
  options: [YES],
  examples: [["latchkey roles delete 3kTq0ZbW8nYcR5aL", "asks first"]],
  async run(call) {
    const {
      workspace,
      parameters: [id = ""],
      actor,
    } = call;
    const keyring = await workspace.keyring();
    const { name } = await keyring.roles.get(id, actor);
    await confirmed(call, `Delete the role “${name}”?`);
    await keyring.roles.delete(id, actor);
    return { json: { id }, views: [{ lines: [`Deleted the role “${name}”.`] }] };
  },
};
