import type { Command } from "../../command.js";
import { wholeNumber } from "../../input/readers.js";
import { pageAnswer } from "../../output/page-answer.js";
import { rolesTable } from "../../output/role-view.js";

interface Options {
  readonly org?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

export const listRoles: Command<Options> = {
  name: "list",
  summary: "List roles, the built-in ones first",
  options: [
    { flags: "--org <id>", text: "custom roles of this organization only" },
    { flags: "--limit <count>", text: "1 to 200 custom roles in a page (default: 50)", read: wholeNumber },
    { flags: "--cursor <cursor>", text: "go on where the page before ended" },
  ],
  examples: [["latchkey roles list --org acme", "what keys of acme can be given"]],
  async run({ workspace, options: { org, limit, cursor }, actor }) {
    const keyring = await workspace.keyring();
    return pageAnswer(await keyring.roles.list({ orgId: org, limit, cursor }, actor), rolesTable);
  },
};
