import type { Readable, Writable } from "node:stream";

import { confirm, isCancel, password, select, text } from "@clack/prompts";

import { CliError } from "../cli-error.js";
import type { Choice, Prompts } from "./prompts.js";

/** Questions on a terminal; they go to `output`, so that what a command answers stays alone on stdout. */
export function clackPrompts(input: Readable, output: Writable): Prompts {
  const streams = { input, output };
  return {
    confirm: async (message) => answered(await confirm({ ...streams, message, initialValue: false })),
    text: async (message, fallback) =>
      answered(await text({ ...streams, message, placeholder: fallback, defaultValue: fallback })),
    secret: async (message) => answered(await password({ ...streams, message })),
    async choose<Value extends string>(message: string, choices: readonly Choice<Value>[]) {
      const options: { value: string; label: string }[] = choices.map(({ value, label }) => ({
        value,
        label,
      }));
      return answered(await select<string>({ ...streams, message, options })) as Value;
    },
  };
}

function answered<Answer>(answer: Answer): Exclude<Answer, symbol> {
  if (isCancel(answer))
    throw new CliError("cancelled", "Nothing was done.", "Run it again when you want to.");
  return answer as Exclude<Answer, symbol>;
}
