import { ACCOUNT, CDN, ORGANIZATION, PROJECT, STORAGE } from "./support/places.js";
import { startCaptain, type MadeKey, type StartedCaptain } from "./support/start-captain.js";

let captain: StartedCaptain;
let call: StartedCaptain["call"];
beforeAll(async () => {
  captain = await startCaptain();
  ({ call } = captain);
});
afterAll(() => captain.stop());

describe("View API key", () => {
  it("shows the token of a key again, as often as it is asked for", async () => {
    const { key, token } = await captain.makeKey({ ...PROJECT, role: "reader" });

    for (const who of [captain.admin, captain.firstKey, captain.admin]) {
      const { status, body, headers } = await call(who, `POST /keys/${key.id}/reveal`);
      expect([status, body]).toEqual([200, { token }]);
      expect(headers.get("cache-control")).toContain("no-store");
    }
    expect(await captain.outcome({ key: token }, `GET ${CDN}`)).toBe("200");
    expect((await call(captain.admin, `GET /keys/${key.id}`)).body).not.toHaveProperty("token");
  });

  it("shows the token that a rotation has made, not the one before", async () => {
    const { key, token } = await captain.makeKey({ ...PROJECT, role: "reader" });
    const rotated = await call<MadeKey>(captain.admin, `POST /keys/${key.id}/rotate`, { overlap: 0 });

    expect((await call(captain.admin, `POST /keys/${key.id}/reveal`)).body).toEqual({
      token: rotated.body.token,
    });
    expect(await captain.outcome({ key: token }, `GET ${CDN}`)).toBe("401 invalid_token");
  });

  it("shows tokens to none but those who may have them, and records to whom", async () => {
    const { key } = await captain.makeKey({ ...PROJECT, role: "reader" });
    const path = `POST /keys/${key.id}/reveal`;

    expect(await captain.outcome(captain.reader, path)).toBe("403 insufficient_permissions");
    expect(await captain.outcome(captain.stranger, path)).toBe("404 not_found");
    expect(await captain.outcome(null, path)).toBe("401 credentials_required");
    expect(await captain.outcome(captain.admin, path)).toBe("200");
    const { body } = await call<{ data: { actor_id: string }[] }>(
      captain.admin,
      `GET /changes?key_id=${key.id}&action=tokens_revealed`,
    );
    expect(body.data.map(({ actor_id }) => actor_id)).toEqual(["captain-admin"]);
  });

  it("shows no token of a key that was revoked", async () => {
    const { key } = await captain.makeKey({ ...PROJECT, role: "reader" });
    expect(await captain.outcome(captain.admin, `DELETE /keys/${key.id}`)).toBe("204");

    expect(await captain.outcome(captain.admin, `POST /keys/${key.id}/reveal`)).toBe("409 key_revoked");
  });

  it("takes a revealed token as x-api-key on every request that the key may make", async () => {
    const { key } = await captain.makeKey({ ...ORGANIZATION, role: "admin" });
    const { body } = await call<{ token: string }>(captain.admin, `POST /keys/${key.id}/reveal`);

    const requests = [
      `GET ${CDN}`,
      `GET ${STORAGE}`,
      `GET ${ACCOUNT}`,
      "GET /keys",
      "GET /roles",
      "GET /self",
    ];
    for (const request of requests) {
      const { status, headers } = await call({ key: body.token }, request);
      expect([request, status]).toEqual([request, 200]);
      expect(headers.get("vary")?.toLowerCase()).toContain("x-api-key");
    }
  });
});
