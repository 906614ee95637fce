import type { Command } from "../../command.js";
import { repeated } from "../../input/readers.js";
import { jsonOf } from "../../output/json-of.js";
import { roleFacts } from "../../output/role-view.js";

interface Options {
  readonly org?: string;
  readonly permission?: readonly string[];
  readonly description?: string;
}

export const createRole: Command<Options> = {
  name: "create",
  summary: "Make a custom role",
  details: "It can be given to keys of exactly its organization; without --org to keys without one.",
  parameters: [{ name: "<name>", text: "unique in its organization, and not a built-in role's" }],
  options: [
    { flags: "--org <id>", text: "its organization" },
    { flags: "--permission <resource:action>", text: "a permission; again for more", read: repeated },
    { flags: "--description <text>", text: "what it is for" },
  ],
  examples: [
    [
      "latchkey roles create ops --org acme --permission bundles:read --permission bundles:write",
      "a role of acme",
    ],
  ],
  async run({ workspace, parameters: [name = ""], options, actor }) {
    const { org, permission = [], description } = options;
    const keyring = await workspace.keyring();
    const role = await keyring.roles.create(
      { name, orgId: org ?? null, permissions: permission, description },
      actor,
    );
    return { json: jsonOf(role), views: [roleFacts(role)] };
  },
};
