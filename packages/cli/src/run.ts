import { CommanderError } from "commander";

import { CliError } from "./cli-error.js";
import { EXITS, type Exit } from "./exits.js";
import { refuseTokens } from "./input/refuse-tokens.js";
import { faultOf } from "./output/fault-of.js";
import { writeFault } from "./output/write-fault.js";
import { program } from "./program.js";
import type { World } from "./world.js";

/** Runs one command line in a world; resolves with what the process is to end with, and never rejects. */
export async function run(world: World): Promise<number> {
  let exit: Exit = "ok";
  try {
    refuseTokens(world.words);
    await program(world, (reached) => (exit = reached)).parseAsync([...world.words], { from: "user" });
  } catch (error) {
    exit = error instanceof CommanderError ? parsed(error) : told(world, error);
  }
  return EXITS[exit];
}

/** Commander has written what there is to say: help was asked for, or the line is wrong. */
function parsed({ exitCode }: CommanderError): Exit {
  return exitCode === 0 ? "ok" : "usage";
}

function told(world: World, error: unknown): Exit {
  const fault = faultOf(error);
  writeFault(world, fault, { json: world.words.includes("--json") });
  return error instanceof CliError ? error.exit : fault.exit;
}
