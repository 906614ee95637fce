import { systemClock } from "@latchkey/core";

import { run } from "../../src/run.js";
import type { Prompts } from "../../src/terminal/prompts.js";
import type { World } from "../../src/world.js";

/** What a run has come to. */
export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly errors: string;
}

export interface Around extends Partial<Omit<World, "input" | "output" | "errors" | "words">> {
  /** What stdin holds. */
  readonly stdin?: string;
}

/** Runs a command line in this process; `words` are what a shell would have made of it. */
export async function runIn(words: readonly string[], around: Around = {}): Promise<Ran> {
  const out: string[] = [];
  const errors: string[] = [];
  const { stdin = "", ...rest } = around;
  const exit = await run({
    words,
    environment: {},
    folder: "/nowhere",
    user: "tester",
    clock: systemClock,
    input: chunks(stdin),
    output: { write: (text: string) => out.push(text) },
    errors: { write: (text: string) => errors.push(text) },
    prompts: null,
    progress: null,
    load: () => Promise.reject(new Error("no file is loaded here")),
    ...rest,
  });
  return { exit, out: out.join(""), errors: errors.join("") };
}

async function* chunks(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Somebody at a terminal who answers everything alike, and what they were asked. */
export function answering(answer: {
  readonly confirm?: boolean;
  readonly secret?: string;
}): Prompts & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async confirm(question) {
      asked.push(question);
      return answer.confirm ?? false;
    },
    async text(question, fallback) {
      asked.push(question);
      return fallback;
    },
    async secret(question) {
      asked.push(question);
      return answer.secret ?? "";
    },
    async choose(question, choices) {
      asked.push(question);
      return (choices[0] as (typeof choices)[number]).value;
    },
  };
}
