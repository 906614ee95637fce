import { randomBytes } from "node:crypto";

import { adminRouter } from "@latchkey/admin";
import { createKeyring } from "@latchkey/core";
import { memoryStore } from "@latchkey/core/testing";

type Router = ReturnType<typeof adminRouter>;
type Request = Parameters<Router>[0];
type Response = Parameters<Router>[1];

const PATH = "/openapi.json";

/** The document as an app serves it that mounts the router there. The router is asked itself, without a server around it. */
export function adminDocument(mount: string): Promise<object> {
  const router = adminRouter(nobodysKeyring(), { actor: () => null });
  const originalUrl = `${mount.replace(/\/+$/, "")}${PATH}`;
  const request = { method: "GET", url: PATH, path: PATH, originalUrl, headers: {}, rawHeaders: [] };
  return new Promise((resolve, reject) => {
    const end = (bytes: Buffer) => resolve(JSON.parse(bytes.toString("utf8")) as object);
    const response = { setHeader() {}, end };
    void router(request as unknown as Request, response as unknown as Response, reject);
  });
}

/** The document says nothing of keys, so that any keyring will do. */
function nobodysKeyring() {
  const secret = randomBytes(32).toString("base64url");
  return createKeyring({ store: memoryStore(), peppers: [{ version: 1, secret }] });
}
