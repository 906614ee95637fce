import type { Problem } from "../src/index.js";

/** The problem document in an answer's body. */
export function parseProblem(body: string): Problem {
  return JSON.parse(body) as Problem;
}
