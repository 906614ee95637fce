import type { ListKeys } from "@latchkey/core";

import type { Command } from "../../command.js";
import { wholeNumber } from "../../input/readers.js";
import { keysTable } from "../../output/key-view.js";
import { pageAnswer } from "../../output/page-answer.js";

interface Options {
  readonly org?: string;
  readonly project?: string;
  readonly owner?: string;
  readonly role?: string;
  readonly status?: string;
  readonly search?: string;
  readonly sort?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

export const listKeys: Command<Options> = {
  name: "list",
  summary: "List keys, a page at a time",
  details:
    "Revoked keys are listed with --status revoked only. A page can hold fewer keys than --limit and still have a next one.",
  options: [
    { flags: "--org <id>", text: "of this organization" },
    { flags: "--project <id>", text: "of this project, within --org" },
    { flags: "--owner <id>", text: "of this owner" },
    { flags: "--role <name>", text: "with this role" },
    { flags: "--status <status>", text: "active, scheduled, disabled, expired or revoked" },
    { flags: "--search <text>", text: "the beginning of a name, or exactly an id, a number or a hint" },
    { flags: "--sort <order>", text: "-created_at (newest first), created_at or name" },
    { flags: "--limit <count>", text: "1 to 200 keys in a page (default: 50)", read: wholeNumber },
    { flags: "--cursor <cursor>", text: "go on where the page before ended" },
  ],
  examples: [
    ["latchkey keys list --org acme --status active", "the keys of acme that work"],
    ["latchkey keys list --search night --sort name", "keys whose names begin with “night”"],
    ["latchkey keys list --json --limit 200", "for programs: { data, next_cursor }"],
  ],
  async run({ workspace, options, actor }) {
    const keyring = await workspace.keyring();
    const { org, project, owner, role, status, search, sort, limit, cursor } = options;
    const query = {
      orgId: org,
      projectId: project,
      ownerId: owner,
      role,
      status,
      q: search,
      sort,
      limit,
      cursor,
    };
    return pageAnswer(await keyring.list(query as ListKeys, actor), keysTable);
  },
};
