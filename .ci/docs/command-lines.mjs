import { spawnSync } from "node:child_process";
import { blocksOf } from "./documents.mjs";

const SHELL_BLOCKS = ["sh", "console"];

/** The commands of a document in their order, each with its line and what the document shows below it. */
export function commandLinesOf(document) {
  return blocksOf(document)
    .filter(({ language }) => SHELL_BLOCKS.includes(language))
    .flatMap(({ language, text, line }) => {
      const lines = text.split("\n").map((content, index) => ({ content, line: line + index }));
      return commandsIn(lines, language === "console" ? CONSOLE : SCRIPT);
    });
}

/** Behind `$` stand commands, and everything else was printed. */
const CONSOLE = {
  commandOf: (content) => (content.startsWith("$ ") ? content.slice(2) : undefined),
  shownOf: (content) => content.trim(),
};

/** Whole lines of comment are what the command above them prints. */
const SCRIPT = {
  commandOf: (content) => (content.startsWith("#") || content.trim() === "" ? undefined : content),
  shownOf: (content) => content.replace(/^# */, "").trim(),
};

function commandsIn(lines, { commandOf, shownOf }) {
  const commands = [];
  for (const { content, line } of lines) {
    const last = commands.at(-1);
    const command = commandOf(content);
    if (last !== undefined && !isComplete(last.command)) last.command += `\n${content}`;
    else if (command !== undefined) commands.push({ line, command, shown: "" });
    else if (last !== undefined) last.shown += shownOf(content);
  }
  return commands;
}

/** Whether a shell would run it, and not ask for the rest. */
function isComplete(command) {
  return !command.endsWith("\\") && spawnSync("sh", ["-n"], { input: `${command}\n` }).status === 0;
}
