import { systemActor } from "@latchkey/core";
import { createSqlite } from "@latchkey/example-host/testing";

import { inKeyring, LATCHKEY_PEPPER } from "./support/in-keyring.js";
import { listKeys, newKey } from "./support/new-key.js";
import { startCapgo } from "./support/start-capgo.js";

describe("an account with many keys", () => {
  it("sees all of them in one list, and has 1,000 at most", async () => {
    const { url, first, second } = await startCapgo(createSqlite, { LATCHKEY_PEPPER });
    await makeKeys(url, 999);

    const tooMany = await first.post("/apikey/", { org_id: "org_456", mode: "read" });
    const listed = await listKeys(first);

    expect(tooMany.status).toBe(409);
    expect(tooMany.body).toEqual({ error: expect.any(String) as string, status: "KO" });
    expect(listed).toHaveLength(1_000);
    expect(new Set(listed.map(({ id }) => id)).size).toBe(1_000);
    expect((await newKey(second, { org_id: "org_789" })).id).toBeGreaterThan(1_000);
    await first.delete(`/apikey/${listed[999]?.id}/`);
    expect((await newKey(first)).mode).toBe("read");
  });
});

/** In one write: a thousand requests take a while. */
function makeKeys(url: string, count: number): Promise<unknown> {
  const place = { ownerId: "user_123", orgId: "org_123", role: "read" };
  return inKeyring(url, (keyring) => keyring.createMany(Array(count).fill(place), systemActor("test")));
}
