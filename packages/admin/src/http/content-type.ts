import { LatchkeyError } from "@latchkey/core";
import type { Request } from "express";

const UTF_8 = /^charset="?utf-8"?$/;

/**
 * Refuses a body that does not say it is JSON in UTF-8. A page of another site can send forms and plain text without
 * the browser asking first, but not this type; so it is checked also when the application has parsed the body.
 */
export function requireJson(req: Pick<Request, "headers">): void {
  const [type, ...parameters] = (req.headers["content-type"] ?? "")
    .split(";")
    .map((part) => part.trim().toLowerCase());
  const readable = parameters.every((parameter) => nameOf(parameter) !== "charset" || UTF_8.test(parameter));
  if (type === "application/json" && readable) return;
  throw new LatchkeyError(
    "unsupported_media_type",
    "Send the body as Content-Type: application/json, in UTF-8.",
  );
}

function nameOf(parameter: string): string | undefined {
  return parameter.split("=", 1)[0]?.trim();
}
