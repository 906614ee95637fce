import { ACCOUNT, CDN, ORGANIZATION, OTHER_CDN, PROJECT, STORAGE } from "./support/places.js";
import { startCaptain, type MadeKey, type StartedCaptain } from "./support/start-captain.js";

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;

let captain: StartedCaptain;
let call: StartedCaptain["call"];
beforeAll(async () => {
  captain = await startCaptain();
  ({ call } = captain);
});
afterAll(() => captain.stop());

describe("Overview", () => {
  it("serves everything as JSON over HTTP, and tells programs of the administration in an OpenAPI document", async () => {
    const { status, body } = await call<{ openapi: string; paths: object }>(
      captain.admin,
      "GET /openapi.json",
    );

    expect([status, body.openapi]).toEqual([200, "3.1.0"]);
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining(["/keys", "/keys/{id}/reveal", "/roles", "/permissions", "/scopes"]),
    );
  });

  it("lets the settings of the account be read and changed", async () => {
    const { token: key } = await captain.makeKey({
      ...ORGANIZATION,
      permissions: ["account:read", "account:write"],
    });

    const before = await call({ key }, `GET ${ACCOUNT}`);
    const changed = await call({ key }, `PUT ${ACCOUNT}`, { enabled: true });
    const after = await call({ key }, `GET ${ACCOUNT}`);

    expect([before, changed, after].map(({ status, body }) => [status, body])).toEqual([
      [200, { enabled: false }],
      [200, { enabled: true }],
      [200, { enabled: true }],
    ]);
  });

  it("lets the services of a project be configured, each project's by itself", async () => {
    const { token: key } = await captain.makeKey({ ...ORGANIZATION, role: "developer" });

    expect((await call({ key }, `PUT ${CDN}`, { enabled: true })).body).toEqual({ enabled: true });

    const read = [CDN, OTHER_CDN, STORAGE].map((path) => call({ key }, `GET ${path}`));
    expect((await Promise.all(read)).map(({ body }) => body)).toEqual([
      { enabled: true },
      { enabled: false },
      { enabled: false },
    ]);
    await call({ key }, `PUT ${CDN}`, { enabled: false });
    expect((await call({ key }, `GET ${CDN}`)).body).toEqual({ enabled: false });
  });

  it("wants a token of the identity server or an API key with every request", async () => {
    const requests = [
      `GET ${ACCOUNT}`,
      `GET ${CDN}`,
      "GET /keys",
      "POST /keys",
      "GET /openapi.json",
      "GET /nothing",
    ];
    for (const request of requests) {
      expect(await captain.outcome(null, request)).toBe("401 credentials_required");
      expect(await captain.outcome({ key: "captain_live_0" }, request)).toBe("401 invalid_token");
    }
    const { headers } = await call(null, `GET ${CDN}`);
    expect(headers.get("www-authenticate")).toBe('Bearer realm="api"');

    expect(await captain.outcome(captain.admin, `GET ${CDN}`)).toBe("200");
    expect(await captain.outcome(captain.firstKey, `GET ${CDN}`)).toBe("200");
    expect(await captain.outcome({ bearer: captain.firstKey.key }, `GET ${CDN}`)).toBe("200");
  });

  it("opens to a key the services that its permissions name, and no others", async () => {
    const { token: key } = await captain.makeKey({ ...PROJECT, permissions: ["cdn:read"] });

    expect(await captain.outcome({ key }, `GET ${CDN}`)).toBe("200");
    expect(await captain.outcome({ key }, `PUT ${CDN}`, { enabled: true })).toBe(
      "403 insufficient_permissions",
    );
    expect(await captain.outcome({ key }, `GET ${STORAGE}`)).toBe("403 insufficient_permissions");
    expect(await captain.outcome({ key }, "GET /keys")).toBe("403 insufficient_permissions");
    expect(await captain.outcome({ key }, "POST /keys", { permissions: ["cdn:read"] })).toBe(
      "403 insufficient_permissions",
    );
  });

  it("makes keys in the scope of an organization, which open the account and all projects", async () => {
    const { key, token } = await captain.makeKey({ ...ORGANIZATION, role: "reader" });

    expect(key).toMatchObject({ org_id: "gjirafa", project_id: null });
    for (const path of [ACCOUNT, CDN, OTHER_CDN])
      expect(await captain.outcome({ key: token }, `GET ${path}`)).toBe("200");
    const elsewhere = "/organizations/globex/projects/warehouse/cdn";
    expect(await captain.outcome({ key: token }, `GET ${elsewhere}`)).toBe("403 out_of_scope");
    expect(await captain.outcome({ key: token }, "GET /organizations/globex/account/notifications")).toBe(
      "403 out_of_scope",
    );
  });

  it("makes keys in the scope of a project, which open that project alone", async () => {
    const { key, token } = await captain.makeKey({ ...PROJECT, role: "reader" });

    expect(key).toMatchObject({ org_id: "gjirafa", project_id: "news" });
    expect(await captain.outcome({ key: token }, `GET ${CDN}`)).toBe("200");
    expect(await captain.outcome({ key: token }, `GET ${OTHER_CDN}`)).toBe("403 out_of_scope");
    expect(await captain.outcome({ key: token }, `GET ${ACCOUNT}`)).toBe("403 out_of_scope");
  });

  it("refuses the 51st key of a project, and counts those that are not revoked", async () => {
    const inVideo = { org_id: "gjirafa", project_id: "video", role: "reader" };
    const made: MadeKey[] = [];
    for (let count = 0; count < 50; count++) made.push(await captain.makeKey(inVideo));

    expect(await captain.outcome(captain.admin, "POST /keys", inVideo)).toBe("409 quota_exceeded");
    expect(await captain.outcome(captain.firstKey, "POST /keys", inVideo)).toBe("409 quota_exceeded");
    const list = await call<{ data: unknown[] }>(
      captain.admin,
      "GET /keys?org_id=gjirafa&project_id=video&limit=200",
    );
    expect(list.body.data).toHaveLength(50);

    await captain.makeKey({ ...PROJECT, role: "reader" });
    expect(await captain.outcome(captain.admin, `DELETE /keys/${made[0]?.key.id}`)).toBe("204");
    expect(await captain.outcome(captain.admin, "POST /keys", inVideo)).toBe("201");
    expect(await captain.outcome(captain.admin, "POST /keys", inVideo)).toBe("409 quota_exceeded");
  });

  it("counts the keys of an organization outside of its projects by themselves", async () => {
    const fields = { org_id: "globex", role: "reader" };
    for (let count = 0; count < 50; count++)
      expect(await captain.outcome(captain.stranger, "POST /keys", fields)).toBe("201");

    expect(await captain.outcome(captain.stranger, "POST /keys", fields)).toBe("409 quota_exceeded");
    const inProject = { ...fields, project_id: "warehouse" };
    expect(await captain.outcome(captain.stranger, "POST /keys", inProject)).toBe("201");
  });

  it("makes roles with permissions of the organization's own choice, which limit the keys that have them", async () => {
    const role = { name: "cdn-operator", permissions: ["cdn:read", "cdn:write"], org_id: "gjirafa" };
    const made = await call<{ id: string }>(captain.admin, "POST /roles", role);
    expect([made.status, made.body]).toEqual([
      201,
      {
        ...role,
        id: expect.stringMatching(/^[0-9A-Za-z]{16}$/) as string,
        description: "",
        built_in: false,
        grantable: true,
        created_at: TIME,
        updated_at: TIME,
      },
    ]);
    const { key, token } = await captain.makeKey({ ...PROJECT, role: "cdn-operator" });

    expect(key).toMatchObject({ role: "cdn-operator", permissions: null });
    expect(await captain.outcome({ key: token }, `PUT ${CDN}`, { enabled: false })).toBe("200");
    expect(await captain.outcome({ key: token }, `GET ${STORAGE}`)).toBe("403 insufficient_permissions");

    const narrower = { permissions: ["cdn:read"] };
    expect(await captain.outcome(captain.admin, `PATCH /roles/${made.body.id}`, narrower)).toBe("200");
    expect(await captain.outcome({ key: token }, `PUT ${CDN}`, { enabled: true })).toBe(
      "403 insufficient_permissions",
    );
    expect(await captain.outcome({ key: token }, `GET ${CDN}`)).toBe("200");
  });
});
