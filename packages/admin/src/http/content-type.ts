import { LatchkeyError } from "@latchkey/core";
import type { Request } from "express";

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";

/** What is read of bodies: JSON, and forms where a standard wants them. */
export type BodyType = typeof JSON_TYPE | typeof FORM_TYPE;

const JSON_ALONE: readonly BodyType[] = [JSON_TYPE];
const FORM_TOO: readonly BodyType[] = [FORM_TYPE, JSON_TYPE];

const UTF_8 = /^charset="?utf-8"?$/;

/**
 * The type of a body; one that does not say it is JSON in UTF-8 is refused. A page of another site can send forms and
 * plain text without the browser asking first, but not this type; so it is checked also when the application has parsed
 * the body. A route that takes a form as well must change nothing.
 */
export function bodyType(req: Pick<Request, "headers">, { form = false }: { form?: boolean }): BodyType {
  const [type, ...parameters] = (req.headers["content-type"] ?? "")
    .split(";")
    .map((part) => part.trim().toLowerCase());
  const types = form ? FORM_TOO : JSON_ALONE;
  const found = types.find((each) => each === type);
  const readable = parameters.every((parameter) => nameOf(parameter) !== "charset" || UTF_8.test(parameter));
  if (found !== undefined && readable) return found;
  throw new LatchkeyError(
    "unsupported_media_type",
    `Send the body as Content-Type: ${types.join(" or ")}, in UTF-8.`,
  );
}

function nameOf(parameter: string): string | undefined {
  return parameter.split("=", 1)[0]?.trim();
}
