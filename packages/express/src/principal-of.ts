import type { Principal } from "@latchkey/core";

/**
 * The principal of a request that went through `authenticate()`. Throws when there is none; where a request may have
 * none (`optional: true`), look at `req.principal`.
 *
 * @example
 * app.get("/whoami", (req, res) => void res.json({ id: principalOf(req).id }));
 */
export function principalOf(req: Pick<Express.Request, "principal">): Principal {
  if (req.principal !== undefined) return req.principal;
  throw new Error(
    "latchkey: this request has no principal; mount authenticate(keyring) before this route, " +
      "and with `optional: true` look at req.principal, which may be undefined",
  );
}
