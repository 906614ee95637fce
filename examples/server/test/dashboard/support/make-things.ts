import type { Keyring } from "@latchkey/core";

import { TESTER } from "./tester.js";

/** What the places are about, by its id. */
export interface Things {
  readonly active: string;
  readonly rotating: string;
  readonly revoked: string;
}

export async function makeThings(keyring: Keyring): Promise<Things> {
  const make = async (name: string) => {
    const tags = ["ci", "a much longer tag than that one"];
    const { key } = await keyring.create({ name, orgId: "acme", role: "courier", tags }, TESTER);
    return key.id;
  };
  await keyring.roles.create({ name: "courier", orgId: "acme", permissions: ["bundles:write"] }, TESTER);
  const things = {
    active: await make("Active"),
    rotating: await make("Rotating"),
    revoked: await make("Revoked"),
  };
  await keyring.rotate({ id: things.rotating }, TESTER);
  await keyring.revoke({ id: things.revoked }, TESTER, { reason: "no longer needed" });
  return things;
}
