import type { ChainVerdict, Checkpoint } from "@latchkey/core";
import { InvalidArgumentError } from "commander";

import type { Command } from "../../command.js";
import type { Answer } from "../../output/answer.js";
import { jsonOf } from "../../output/json-of.js";

interface Options {
  readonly checkpoint?: Checkpoint;
}

export const verifyChanges: Command<Options> = {
  name: "verify",
  summary: "Check that the record of changes is as it was written",
  details:
    "Finds changes that were edited, cut out or reordered in the database, and ends with 1 then. That changes were cut off\nthe end shows only against a checkpoint kept elsewhere: each verification prints one.",
  options: [
    { flags: "--checkpoint <seq:hash>", text: "what an earlier verification printed", read: readCheckpoint },
  ],
  examples: [
    ["latchkey changes verify", "reads the whole chain"],
    ['latchkey changes verify --checkpoint "$(cat checkpoint)"', "finds a cut end as well"],
  ],
  async run({ workspace, options: { checkpoint }, actor }) {
    const keyring = await workspace.keyring();
    return verdictAnswer(await keyring.changes.verify(actor, { checkpoint }));
  },
};

function verdictAnswer(verdict: ChainVerdict): Answer {
  const json = jsonOf(verdict);
  if (!verdict.ok)
    return { json, views: [{ lines: [`Change ${verdict.seq}: ${verdict.detail}`] }], exit: "failed" };
  const { seq, hash } = verdict.checkpoint;
  return {
    json,
    views: [
      { lines: [`${verdict.examined} changes, all as they were written.`, `checkpoint ${seq}:${hash}`] },
    ],
    notes: ["Keep the checkpoint outside of the database."],
  };
}

function readCheckpoint(value: string): Checkpoint {
  const [, seq, hash] = /^(?:checkpoint )?([0-9]{1,15}):(.{0,128})$/.exec(value) ?? [];
  if (hash === undefined)
    throw new InvalidArgumentError("It must be <seq>:<hash>, as a verification printed it.");
  return { seq: Number(seq), hash };
}
