import { tokenShape } from "@latchkey/core";

import { CliError } from "../cli-error.js";
import type { Command } from "../command.js";
import { readInput } from "../input/read-input.js";
import { jwtParts } from "../input/jwt-parts.js";
import type { Answer } from "../output/answer.js";
import type { World } from "../world.js";

const LONGEST = 16_384;

export const inspectToken: Command = {
  name: "inspect",
  summary: "Say what a token on stdin is, without a database, and without showing its secret",
  details:
    "Nothing of it is proven: only the app can tell whether it works. Ends with 1 where it cannot be a token that does.",
  // Taken only to be refused with a reason: see `run`.
  parameters: [{ name: "[nothing]", text: "no token here: it goes to stdin" }],
  examples: [
    ["latchkey token inspect < token.txt", "reads the file"],
    [
      "pbpaste | latchkey token inspect",
      "reads the clipboard of a Mac; xclip -o and wl-paste are those of Linux",
    ],
  ],
  async run({ world, parameters }) {
    if (parameters.length > 0)
      throw new CliError(
        "usage",
        "A token does not belong on the command line: the shell's history and the list of processes show it.",
        "Give it on stdin: latchkey token inspect < token.txt",
      );
    return described(await readToken(world));
  },
};

async function readToken({ input, prompts }: World): Promise<string> {
  if (input.isTTY === true && prompts !== null) return (await prompts.secret("Paste the token")).trim();
  return (await readInput(input, LONGEST)).trim();
}

function described(token: string): Answer {
  const shape = tokenShape(token);
  if (shape !== null) return ours(shape);
  const jwt = jwtParts(token);
  if (jwt !== null) return { json: { kind: "jwt", ...jwt }, views: [jwtView(jwt)] };
  const sentence =
    token === ""
      ? "There is nothing on stdin."
      : `This is no token of Latchkey's: ${token.length} characters in another shape.`;
  return {
    json: { kind: "unknown", characters: token.length },
    views: [{ lines: [sentence] }],
    exit: "failed",
  };
}

function ours({ prefix, env, id, intact }: NonNullable<ReturnType<typeof tokenShape>>): Answer {
  const checksum = intact ? "holds" : "does not hold: it was mistyped, or a part of it is missing";
  return {
    json: { kind: "latchkey", prefix, env, id, checksum: intact },
    views: [
      {
        facts: [
          ["Kind", "an API key of Latchkey's"],
          ["Prefix", prefix],
          ["Environment", env],
          ["Id", id],
          ["Checksum", checksum],
        ],
      },
    ],
    notes: [`\`latchkey keys show ${id}\` says what the key is, in the app it belongs to.`],
    ...(!intact && { exit: "failed" as const }),
  };
}

function jwtView({ header, claims }: NonNullable<ReturnType<typeof jwtParts>>) {
  return {
    lines: [
      "A JWT; its signature was not checked.",
      "Header",
      ...indented(header),
      "Claims",
      ...indented(claims),
    ],
  };
}

function indented(value: unknown): readonly string[] {
  return JSON.stringify(value, null, 2)
    .split("\n")
    .map((line) => `  ${line}`);
}
