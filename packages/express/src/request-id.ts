import { randomUUID } from "node:crypto";

/** Fit for a log line, a header and an audit record as it is. */
const ID = /^[A-Za-z0-9._-]{1,128}$/;

const given = new WeakMap<object, string>();

/**
 * The id of a request, for the problem it is answered with, for logs and for records: `req.id` where the
 * application's logger has set one, such as pino-http; otherwise a random UUID, the same each time it is asked for.
 * A header of the client is never taken, because it could forge another request's id.
 */
export function requestId(req: object): string {
  const { id } = req as { readonly id?: unknown };
  if ((typeof id === "string" || typeof id === "number") && ID.test(String(id))) return String(id);
  const known = given.get(req);
  if (known !== undefined) return known;
  const made = randomUUID();
  given.set(req, made);
  return made;
}
