import type * as z from "zod";

type Issue = z.core.$ZodIssue;
type Size = z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig;

/** How the messages begin that zod has where a schema has none of its own. */
const ZODS =
  /^(?:Invalid input(?:$|:)|Invalid option: expected |Invalid (?:number|string): must |Invalid (?:key|value|element) in |Too (?:small|big): expected )/;

/** Whether the message is zod's: it speaks of `undefined` and arrays, and does not go on from the name of a field. */
export function isInZodsWords({ code, message }: Issue): boolean {
  return ZODS.test(message) || (code === "invalid_format" && message.startsWith("Invalid "));
}

/** The same for clients, to go on from the name of a field: `must be a string`. */
export function wordsFor(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return isMissing(issue) ? "must be given" : (MUST_BE[issue.expected] ?? NOT_VALID);
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `must be ${issue.inclusive === false ? "more than" : "at least"} ${amount(issue, issue.minimum)}`;
    case "too_big":
      return `must be ${issue.inclusive === false ? "less than" : "at most"} ${amount(issue, issue.maximum)}`;
    default:
      return NOT_VALID;
  }
}

const NOT_VALID = "is not valid";

const MUST_BE: Readonly<Record<string, string>> = {
  string: "must be a string",
  number: "must be a number",
  int: "must be a whole number",
  boolean: "must be true or false",
  array: "must be a list",
  object: "must be an object",
  record: "must be an object",
};

const UNITS: Readonly<Record<string, readonly [one: string, more: string]>> = {
  string: ["character", "characters"],
  array: ["entry", "entries"],
};

/** An issue has no input, unless zod is told to: that there was none is in its message alone. */
function isMissing({ message }: Issue): boolean {
  return message.endsWith("received undefined");
}

function amount({ origin }: Size, bound: number | bigint): string {
  const [one, more] = UNITS[origin] ?? [];
  if (one === undefined) return `${bound}`;
  return `${bound} ${Number(bound) === 1 ? one : more}`;
}
