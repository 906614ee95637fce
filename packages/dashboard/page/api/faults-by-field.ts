import { ApiError } from "./api-error.ts";

/** What to say at each field that a request was refused for, by the API's name for the field. */
export function faultsByField(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ApiError)) return {};
  const faults: Record<string, string> = {};
  for (const { path, message } of error.fields) {
    const [, field = "", rest = ""] = /^([a-z_]+)(.*)$/s.exec(path) ?? [];
    faults[field] ??= `${whichOf(rest)} ${message}.`;
  }
  return faults;
}

/** `[2]` is the third entry to people. */
function whichOf(rest: string): string {
  const index = /^\[(\d+)\]/.exec(rest)?.[1];
  return index === undefined ? "This" : `Entry ${Number(index) + 1}`;
}
