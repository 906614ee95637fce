import type { Change, ListChanges } from "@latchkey/core";

import type { Call, Command } from "../../command.js";
import { keyRef } from "../../input/key-ref.js";
import { moment, wholeNumber, type Moment } from "../../input/readers.js";
import type { Table } from "../../output/answer.js";
import { momentText } from "../../output/moment-text.js";
import { pageAnswer } from "../../output/page-answer.js";

interface Options {
  readonly key?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly from?: Moment;
  readonly to?: Moment;
  readonly limit?: number;
  readonly cursor?: string;
}

export const listChanges: Command<Options> = {
  name: "list",
  summary: "List who did what, the newest first",
  options: [
    { flags: "--key <key>", text: "what was done to this key: its id, or its number" },
    { flags: "--actor <id>", text: "what this user, key or system actor did" },
    { flags: "--action <action>", text: "such as key.created, key.revoked or role.updated" },
    { flags: "--from <time>", text: "since then: a date, a time, or 7d ago", read: moment },
    { flags: "--to <time>", text: "before then", read: moment },
    { flags: "--limit <count>", text: "1 to 200 changes in a page (default: 50)", read: wholeNumber },
    { flags: "--cursor <cursor>", text: "go on where the page before ended" },
  ],
  examples: [
    ["latchkey changes list --key 17", "the history of key 17"],
    ["latchkey changes list --action key.revoked --from 7d", "what was revoked this week"],
  ],
  async run(call) {
    const keyring = await call.workspace.keyring();
    return pageAnswer(await keyring.changes.list(await queryOf(call), call.actor), changesTable);
  },
};

async function queryOf({ options, world, workspace, actor }: Call<Options>): Promise<ListChanges> {
  const now = world.clock.now();
  const { key, action, from, to, limit, cursor } = options;
  return {
    keyId: key === undefined ? undefined : await idOf(key, { workspace, actor }),
    actorId: options.actor,
    action: action as ListChanges["action"],
    from: from?.from(now, -1),
    to: to?.from(now, -1),
    limit,
    cursor,
  };
}

/** Changes know keys by their ids. That of a purged key is taken as it is. */
async function idOf(word: string, { workspace, actor }: Pick<Call, "workspace" | "actor">): Promise<string> {
  const ref = keyRef(word);
  if ("id" in ref) return ref.id;
  return (await (await workspace.keyring()).get(ref, actor)).id;
}

function changesTable(changes: readonly Change[]): Table {
  return {
    head: ["No.", "When", "Who", "What", "Of"],
    rows: changes.map(({ seq, at, actorKind, actorId, actorName, action, target }) => [
      String(seq),
      momentText(at),
      `${actorKind} ${actorName ?? actorId}`,
      action,
      target,
    ]),
    empty: "No changes.",
  };
}
