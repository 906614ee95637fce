import { CDN, PROJECT } from "./support/places.js";
import { startCaptain, type StartedCaptain } from "./support/start-captain.js";

let captain: StartedCaptain;
let call: StartedCaptain["call"];
beforeAll(async () => {
  captain = await startCaptain();
  ({ call } = captain);
});
afterAll(() => captain.stop());

const NEW_KEY = { ...PROJECT, role: "reader" };
const PUT_CDN = `PUT ${CDN}`;

/** A problem document of this code, with nothing else in it. */
function problemOf(status: number, code: string, errors?: unknown) {
  return {
    type: `urn:latchkey:problem:${code}`,
    title: expect.any(String) as string,
    status,
    detail: expect.any(String) as string,
    code,
    request_id: expect.any(String) as string,
    ...(errors !== undefined && { errors }),
  };
}

/** That a request is answered with such a document, and as one. */
async function expectProblem(
  answer: ReturnType<StartedCaptain["call"]>,
  ...expected: Parameters<typeof problemOf>
): Promise<void> {
  const { status, headers, body } = await answer;
  expect([status, body]).toEqual([expected[0], problemOf(...expected)]);
  expect(headers.get("content-type")).toContain("application/problem+json");
  expect(headers.get("cache-control")).toContain("no-store");
}

const named = (path: string) => [{ path, message: expect.any(String) as string }];

describe("bad input", () => {
  it("with an unknown field is refused, and named", async () => {
    const key = call(captain.admin, "POST /keys", { ...NEW_KEY, scope: "project" });
    await expectProblem(key, 400, "unknown_field", named("scope"));
    const setting = call(captain.admin, PUT_CDN, { enabled: true, since: "today" });
    await expectProblem(setting, 400, "unknown_field", expect.arrayContaining(named("since")));
    await expectProblem(call(captain.admin, "GET /keys?token=x"), 400, "unknown_field", named("token"));
  });

  it("with a field of the wrong type is refused, and named", async () => {
    for (const [field, value] of [
      ["name", 7],
      ["role", ["reader"]],
      ["org_id", { not: "this" }],
      ["project_id", true],
      ["expires_at", 1_900_000_000_000],
    ] as const) {
      const key = call(captain.admin, "POST /keys", { ...NEW_KEY, [field]: value });
      await expectProblem(key, 400, "invalid_field", named(field));
    }
    for (const body of [{ enabled: "yes" }, { enabled: null }, {}])
      await expectProblem(call(captain.admin, PUT_CDN, body), 400, "invalid_field", named("enabled"));
    await expectProblem(call(captain.admin, PUT_CDN, []), 400, "invalid_request");
  });

  it("that is not JSON, or no object, is refused", async () => {
    for (const request of ["POST /keys", PUT_CDN]) {
      await expectProblem(call(captain.admin, request, "{ role: reader }"), 400, "invalid_request");
      await expectProblem(call(captain.admin, request, '"enabled"'), 400, "invalid_request");
    }
  });

  it("that is too large is refused", async () => {
    const large = { enabled: true, name: "x".repeat(70_000) };
    for (const request of ["POST /keys", PUT_CDN])
      await expectProblem(call(captain.admin, request, large), 413, "body_too_large");
  });

  it("in another content type is refused", async () => {
    for (const request of ["POST /keys", PUT_CDN])
      for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
        const answer = call(captain.admin, request, "{}", { "content-type": type });
        await expectProblem(answer, 415, "unsupported_media_type");
      }
  });

  it("at an unknown path, project or key is not found", async () => {
    for (const request of [
      "GET /nothing",
      "GET /organizations/gjirafa",
      "GET /organizations/gjirafa/projects/news/dns",
      "GET /organizations/gjirafa/projects/none/cdn",
      "GET /keys/0000000000000000",
      "POST /keys/0000000000000000/reveal",
    ])
      await expectProblem(call(captain.admin, request), 404, "not_found");
    const { status } = await fetch(`${captain.address}/elsewhere`);
    expect(status).toBe(404);
    await expectProblem(
      call(captain.admin, "GET /organizations/%E0%A4%A/account/notifications"),
      400,
      "invalid_request",
    );
  });

  it("by another method is refused with those there are", async () => {
    for (const request of [`DELETE ${CDN}`, `POST ${CDN}`, "PUT /keys"]) {
      const answer = call(captain.admin, request);
      await expectProblem(answer, 405, "method_not_allowed");
      expect((await answer).headers.get("allow")).toContain("GET");
    }
  });

  it("with two credentials is refused, whatever they are", async () => {
    const { bearer } = captain.reader;
    const both = call(captain.firstKey, `GET ${CDN}`, undefined, { authorization: `Bearer ${bearer}` });
    await expectProblem(both, 400, "invalid_request");
    const { key } = captain.firstKey;
    const twice = call(captain.firstKey, `GET ${CDN}`, undefined, { authorization: `Bearer ${key}` });
    await expectProblem(twice, 400, "invalid_request");
  });

  it("with a wrong credential is refused alike, whatever is wrong with it", async () => {
    const { key } = captain.firstKey;
    const last = key.endsWith("0") ? "1" : "0";
    for (const wrong of [key.slice(0, -1) + last, key.slice(0, -1), `${key}0`, "undefined", "captain"]) {
      const answer = call({ key: wrong }, `GET ${CDN}`);
      await expectProblem(answer, 401, "invalid_token");
      expect((await answer).headers.get("www-authenticate")).toContain('error="invalid_token"');
    }
  });
});

describe("a key of another organization", () => {
  it("does not exist for this one's administrator", async () => {
    const fields = { org_id: "globex", project_id: "warehouse", role: "reader" };
    const made = await call<{ key: { id: string } }>(captain.stranger, "POST /keys", fields);
    expect(made.status).toBe(201);
    const { id } = made.body.key;

    for (const request of [`GET /keys/${id}`, `DELETE /keys/${id}`, `POST /keys/${id}/reveal`])
      await expectProblem(call(captain.admin, request), 404, "not_found");
    await expectProblem(call(captain.admin, `PATCH /keys/${id}`, { name: "Mine" }), 404, "not_found");
    const { body } = await call<{ data: { org_id: string }[] }>(captain.admin, "GET /keys?limit=200");
    expect(new Set(body.data.map(({ org_id }) => org_id))).toEqual(new Set(["gjirafa"]));
    const scopes = await call<{ data: { org_id: string }[] }>(captain.admin, "GET /scopes");
    expect(scopes.body.data.map(({ org_id }) => org_id)).toEqual(["gjirafa"]);
  });
});

describe("keys and what they make", () => {
  it("never give a new key or role more than they hold", async () => {
    const { token: key } = await captain.makeKey({
      ...PROJECT,
      permissions: ["cdn:read", "api-keys:create", "api-roles:write"],
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    });
    const within = { permissions: ["cdn:read"], expires_at: new Date(Date.now() + 60_000).toISOString() };

    expect(await captain.outcome({ key }, "POST /keys", within)).toBe("201");
    for (const [beyond, code] of [
      [{ permissions: ["cdn:write"] }, "ceiling_exceeded"],
      [{ role: "admin" }, "ceiling_exceeded"],
      [{ expires_at: null }, "ceiling_exceeded"],
      [{ project_id: "video", org_id: "gjirafa" }, "out_of_reach"],
      [{ org_id: "gjirafa", project_id: null }, "out_of_reach"],
    ] as const)
      expect(await captain.outcome({ key }, "POST /keys", { ...within, ...beyond })).toBe(`403 ${code}`);
    const role = { name: "mine", permissions: ["cdn:read"], org_id: "gjirafa" };
    expect(await captain.outcome({ key }, "POST /roles", role)).toBe("403 out_of_reach");
  });
});
