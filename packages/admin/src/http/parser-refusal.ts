import type { Refusal } from "@latchkey/express";

const REFUSALS: ReadonlyMap<unknown, Refusal> = new Map([
  [
    400,
    {
      code: "invalid_request",
      detail: "The body could not be read; send it whole, and as what it says it is.",
    },
  ],
  [413, { code: "body_too_large", detail: "The body is larger than is read here." }],
  [
    415,
    {
      code: "unsupported_media_type",
      detail: "The body is in a charset or an encoding that is not read here.",
    },
  ],
]);

const BROKEN_PATH: Refusal = {
  code: "invalid_request",
  detail: "The path holds a percent sign that encodes nothing.",
};

/**
 * The refusal of what a client sent and a body parser, or Express itself, could not read; undefined for every other
 * error. Their own messages quote what was sent, and are not passed on.
 */
export function parserRefusal(error: unknown): Refusal | undefined {
  const { name, status, expose, type } = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (name === "URIError" && status === 400) return BROKEN_PATH;
  return expose === true && typeof type === "string" ? REFUSALS.get(status) : undefined;
}
