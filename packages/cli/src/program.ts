import { Command as Commander } from "commander";

import type { Call, Command, CommandGroup } from "./command.js";
import { COMMANDS } from "./commands/commands.js";
import { openWorkspace, type Place } from "./config/workspace.js";
import { EXIT_TEXTS, EXITS, type Exit } from "./exits.js";
import { withoutTokens } from "./output/without-tokens.js";
import { writeAnswer } from "./output/write-answer.js";
import { VERSION } from "./version.js";
import type { World } from "./world.js";

/** Options of every command. */
interface Everywhere extends Place {
  readonly json?: boolean;
}

type Tell = (exit: Exit) => void;

/** The table of commands as commander's program; `tell` hears what a command came to. */
export function program(world: World, tell: Tell): Commander {
  const root = new Commander("latchkey")
    .description("API keys for Express apps: set up, migrate, manage, import.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "explain a command")
    .option("--json", "answer in JSON on stdout; errors are JSON on stderr")
    .option(
      "--config <file>",
      "the app's configuration (default: latchkey.config.js, .mjs or .cjs, here or above)",
    )
    .option("--table-prefix <prefix>", "what the names of the tables begin with (default: latchkey_)")
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void world.output.write(text),
      writeErr: (text) => void world.errors.write(text),
      outputError: (text, write) => write(withoutTokens(text)),
    })
    .showHelpAfterError("Add --help to see how it is called.")
    .addHelpText("after", CLOSING);
  for (const entry of COMMANDS) {
    if ("commands" in entry) addGroup(root, entry, { world, tell });
    else addCommand(root, entry, { world, tell });
  }
  return root;
}

interface Around {
  readonly world: World;
  readonly tell: Tell;
}

function addGroup(root: Commander, { name, summary, commands }: CommandGroup, around: Around): void {
  const group = root.command(name).summary(summary).description(summary);
  for (const command of commands) addCommand(group, command, around);
}

function addCommand(parent: Commander, command: Command, { world, tell }: Around): void {
  const { name, summary, details, parameters = [], options = [], examples } = command;
  const built = parent.command(name).summary(summary);
  built.description(details === undefined ? summary : `${summary}\n\n${details}`);
  for (const parameter of parameters) built.argument(parameter.name, parameter.text);
  for (const { flags, text, read, fallback } of options) {
    if (read === undefined) built.option(flags, text, fallback as string | boolean | undefined);
    else built.option(flags, text, read, fallback);
  }
  built.addHelpText("after", examplesText(examples));
  built.action(async () => tell(await runCommand(command, built, world)));
}

/** Runs one command and lets go of all that it has opened, so that the process can end. */
async function runCommand(command: Command, built: Commander, world: World): Promise<Exit> {
  const options = built.optsWithGlobals<Everywhere>();
  const workspace = openWorkspace(world, options);
  try {
    const actor = { kind: "system", name: `cli:${world.user}` } as const;
    const call: Call = { world, options, parameters: built.args, workspace, actor };
    const answer = await command.run(call);
    writeAnswer(world, answer, { json: options.json === true });
    return answer.exit ?? "ok";
  } finally {
    await workspace.close();
  }
}

function examplesText(examples: Command["examples"]): string {
  const lines = examples.map(([line, does]) => `  $ ${line}\n    ${does}`);
  return `\nExamples:\n${lines.join("\n")}`;
}

const CLOSING = `
Exit codes:
${(Object.keys(EXITS) as Exit[]).map((exit) => `  ${String(EXITS[exit]).padEnd(4)} ${EXIT_TEXTS[exit]}`).join("\n")}

Most commands work through the keyring that latchkey.config.js exports. Without it, migrate, doctor, openapi and token
inspect work, the first two on DATABASE_URL. A token is never taken from the command line: it would stay in the shell's
history, and everybody on the machine could read it in the list of processes.`;
