import { onEveryServer, startOn } from "@latchkey/example-host/testing";

import { captain } from "../src/captain.js";
import { callsTo } from "./support/call.js";
import { CDN, OTHER_CDN, PROJECT } from "./support/places.js";
import { AUDIENCE } from "./support/run-identity-server.js";
import { startCaptain } from "./support/start-captain.js";

onEveryServer((create) => {
  it("walks through the document: tokens, keys in their scope, custom roles, the 51st key, and a restart", async () => {
    const started = await startCaptain(create);
    const { admin, outcome, makeKey, call } = started;
    const role = { name: "cdn-operator", permissions: ["cdn:*"], org_id: "gjirafa" };
    expect(await outcome(admin, "POST /roles", role)).toBe("201");
    const { key, token } = await makeKey({ ...PROJECT, role: "cdn-operator" });

    expect(await outcome({ key: token }, `PUT ${CDN}`, { enabled: false })).toBe("200");
    expect(await outcome({ key: token }, `PUT ${CDN}`, { enabled: true })).toBe("200");
    expect((await call({ key: token }, `GET ${CDN}`)).body).toEqual({ enabled: true });
    expect(await outcome({ key: token }, `GET ${OTHER_CDN}`)).toBe("403 out_of_scope");
    for (let count = 1; count < 50; count++) await makeKey({ ...PROJECT, role: "reader" });
    expect(await outcome(admin, "POST /keys", { ...PROJECT, role: "reader" })).toBe("409 quota_exceeded");

    const same = () => Promise.resolve(started.databaseUrl);
    const again = await startOn(captain, same, started.identityServer.environment);
    expect(again.printed).toEqual([`The captain example answers at ${again.address}`]);
    const callAgain = callsTo(again.address);
    expect((await callAgain(admin, `POST /keys/${key.id}/reveal`)).body).toEqual({ token });
    expect((await callAgain({ key: token }, `GET ${CDN}`)).body).toEqual({ enabled: true });
    await started.stop();
  });

  it("prints the first key once when two processes start together", async () => {
    const url = await create();
    const somewhere = {
      OIDC_ISSUER: "https://id.example",
      OIDC_AUDIENCE: AUDIENCE,
      OIDC_JWKS_URI: "https://id.example/jwks",
    };
    const start = () => startOn(captain, () => Promise.resolve(url), somewhere);

    const both = await Promise.all([start(), start()]);

    const tokens = both.flatMap(({ printed }) => printed.join("\n").match(/captain_live_\w+/g) ?? []);
    expect(tokens).toHaveLength(1);
    for (const { address } of both)
      expect((await callsTo(address)({ key: tokens[0] ?? "" }, "GET /keys")).status).toBe(200);
  });
});
