import { globSync, readFileSync } from "node:fs";

/** What is made from docstrings. */
export const REFERENCE = "docs/reference/";

/** Every document that people read. */
export const DOCUMENTS = globSync(["*.md", "docs/**/*.md", "{packages,examples}/*/README.md"]).sort();

const BLOCK = /^( *)```([a-z]*)\n(.*?)^\1```$/gms;

/** The fenced blocks of a document, each with the line of its first line. */
export function blocksOf(document) {
  return [...readFileSync(document, "utf8").matchAll(BLOCK)].map(
    ({ 2: language, 3: text, index, input }) => ({
      language,
      text,
      line: input.slice(0, index).split("\n").length + 1,
    }),
  );
}

/** A document without its blocks. */
export function proseOf(document) {
  return readFileSync(document, "utf8").replace(BLOCK, "");
}
