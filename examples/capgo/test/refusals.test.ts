import { request as httpRequest } from "node:http";

import { clientWith, listKeys, newKey } from "./support/new-key.js";
import { startCapgo, type StartedCapgo } from "./support/start-capgo.js";

/** Every refusal has these two fields and no other. */
const KO = { error: expect.any(String) as string, status: "KO" };
const JSON_TYPE = { "content-type": "application/json" };

let capgo: StartedCapgo;

beforeAll(async () => {
  capgo = await startCapgo();
});

describe("who is not known", () => {
  it.each([
    ["nothing", {}],
    ["an empty header", { authorization: "" }],
    ["the key as x-api-key", { "x-api-key": "KEY" }],
    ["the key behind Bearer", { authorization: "Bearer KEY" }],
    ["the key behind Basic", { authorization: "Basic KEY" }],
    ["a key that is cut", { authorization: "CUT" }],
    ["two words", { authorization: "KEY KEY" }],
    ["nonsense", { authorization: "ak_123..." }],
  ])("sends %s", async (_what, headers) => {
    const key = capgo.first.key ?? "";
    const sent = Object.entries(headers).map(([name, value]) => [
      name,
      value.replaceAll("KEY", key).replace("CUT", key.slice(0, -1)),
    ]);

    for (const path of ["/apikey/", "/bundles/", "/nothing"]) {
      const answer = await capgo
        .with(null)
        .send(path, { headers: Object.fromEntries(sent) as Record<string, string> });
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual(KO);
      expect(answer.headers.get("www-authenticate")).toContain('realm="capgo"');
    }
  });

  it("is told where the key belongs", async () => {
    const { body, headers } = await capgo.with(null).get("/apikey/");

    expect(headers.get("x-powered-by")).toBeNull();
    expect(body).toEqual({
      error: "No API key was sent. Send it as the value of Authorization.",
      status: "KO",
    });
  });

  it("is refused with two keys, even if each were good", async () => {
    const { key } = await newKey(capgo.first);

    const { status, body } = await sendTwo([capgo.first.key ?? "", key]);

    expect(status).toBe(400);
    expect(body).toEqual(KO);
  });
});

describe("a new key", () => {
  it.each([
    ["an unknown field", { expires_at: null }, "expires_at is not a field here."],
    ["a field of core's own", { permissions: ["*:*"] }, "permissions is not a field here."],
    ["an owner", { user_id: "user_456" }, "user_id is not a field here."],
    ["no organization", { org_id: undefined }, "org_id must be the id of an organization."],
    ["an organization of another type", { org_id: ["org_123"] }, "org_id must be the id of an organization."],
    ["a name of another type", { name: 7 }, "name must be a string."],
    ["an empty name", { name: "" }, "name must be a name of 1 to 100 characters."],
    ["a name that is too long", { name: "a".repeat(101) }, "name must be a name of 1 to 100 characters."],
  ])("is not made with %s", async (_what, fields, error) => {
    const before = await listKeys(capgo.first);

    const { status, body } = await capgo.first.post("/apikey/", {
      org_id: "org_123",
      mode: "read",
      ...fields,
    });

    expect(status).toBe(400);
    expect(body).toEqual({ error, status: "KO" });
    expect(await listKeys(capgo.first)).toEqual(before);
  });

  it("speaks of an organization that none can be by the documented name", async () => {
    const { status, body } = await capgo.first.post("/apikey/", { org_id: "*", mode: "read" });

    expect(status).toBe(400);
    expect(body).toEqual({
      error: expect.stringMatching(/^org_id must be 1 to 128/) as string,
      status: "KO",
    });
  });

  it.each([
    ["another organization", "org_id=org_456", "org_id is given twice, and not the same."],
    ["another mode", "mode=all", "mode is given twice, and not the same."],
    ["two names", "name=a&name=b", "name is given twice."],
    ["a name twice", "name=a&name=a", "name is given twice."],
    ["a mode twice", "mode=read&mode=read", "mode is given twice."],
    ["an unknown parameter", "verbose=1", "verbose is not a field here."],
  ])("is not made with %s in the query of a complete body", async (_what, query, error) => {
    const { status, body } = await capgo.first.post(`/apikey/?${query}`, { org_id: "org_123", mode: "read" });

    expect(status).toBe(400);
    expect(body).toEqual({ error, status: "KO" });
  });

  it("may be described in part by the query and in part by the body, and twice if it is the same", async () => {
    const { status, body } = await capgo.first.post("/apikey/?org_id=org_123&mode=write", {
      org_id: "org_123",
      name: "from both",
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ apikey: { mode: "write", name: "from both" } });
  });

  it("may have the name of another", async () => {
    const [one, two] = [
      await newKey(capgo.first, { name: "twin" }),
      await newKey(capgo.first, { name: "twin" }),
    ];

    expect([one.name, two.name]).toEqual(["twin", "twin"]);
    expect(one.id).not.toBe(two.id);
  });
});

describe.each(["/apikey/", "/bundles/"])("a body sent to %s", (path) => {
  it.each([
    ["no JSON", { headers: JSON_TYPE, body: '{ "org_id": ' }, 400],
    ["a list", { headers: JSON_TYPE, body: '["org_123"]' }, 400],
    ["a text", { headers: JSON_TYPE, body: '"org_123"' }, 400],
    ["a form", { body: new URLSearchParams({ org_id: "org_123", mode: "read" }) }, 415],
    ["plain text", { headers: { "content-type": "text/plain" }, body: "{}" }, 415],
    ["too large", { headers: JSON_TYPE, body: JSON.stringify({ name: "a".repeat(70_000) }) }, 413],
  ])(`to ${path} is refused when it is %s`, async (_what, init, expected) => {
    const { status, body } = await capgo.first.send(path, { method: "POST", ...init });

    expect(status).toBe(expected);
    expect(body).toEqual(KO);
  });
});

describe("a bundle", () => {
  it.each([
    ["no name", {}, "name must be a string."],
    ["a name of another type", { name: 1 }, "name must be a string."],
    ["an unknown field", { name: "1.0.0", org_id: "org_789" }, "org_id is not a field here."],
  ])("is not uploaded with %s", async (_what, fields, error) => {
    const { status, body } = await capgo.first.post("/bundles/", fields);

    expect(status).toBe(400);
    expect(body).toEqual({ error, status: "KO" });
  });

  it.each(["0190d1c4-0000-4000-8000-000000000000", "1", "%00"])(
    "that is not there is not found: %s",
    async (id) => {
      const answers = [
        await capgo.first.patch(`/bundles/${id}`, { name: "a" }),
        await capgo.first.delete(`/bundles/${id}`),
      ];

      const notFound = { error: "Bundle not found", status: "KO" };
      expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(2).fill([404, notFound]));
    },
  );

  it("says which permission a key lacks for it", async () => {
    const reader = await clientWith(capgo, { mode: "read" });

    const { status, body } = await reader.post("/bundles/", { name: "1.0.0" });

    expect(status).toBe(403);
    expect(body).toEqual({ error: expect.stringContaining("bundles:upload") as string, status: "KO" });
  });
});

describe("a request that fits nothing", () => {
  it.each([
    ["GET", "/", 404],
    ["GET", "/apikey/1/2/3", 404],
    ["GET", "/apikey//1", 404],
    ["POST", "/apikey/1/rotate", 404],
    ["POST", "/apikey/1/reveal", 404],
    ["GET", "/apikey/1/", 405],
    ["PATCH", "/apikey/1/", 405],
    ["PUT", "/apikey/", 405],
    ["DELETE", "/apikey/", 405],
    ["PUT", "/bundles/", 405],
    ["OPTIONS", "/bundles/", 405],
    ["GET", "/bundles/1/", 405],
    ["OPTIONS", "/bundles/1/", 405],
    ["GET", "/apikey/?limit=1", 400],
    ["DELETE", "/apikey/1/?force=1", 400],
  ])("is answered in the same form: %s %s", async (method, path, expected) => {
    const answer = await capgo.first.send(path, { method });

    expect(answer.status).toBe(expected);
    expect(answer.body).toEqual(KO);
    if (expected === 405) expect(answer.headers.get("allow")).toMatch(/^[A-Z, ]+$/);
  });

  it("is not carried out when a page of another site makes a browser send it", async () => {
    const headers = { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" };

    const { status, body } = await capgo.first.send("/apikey/1/", { method: "DELETE", headers });

    expect(status).toBe(403);
    expect(body).toEqual(KO);
    expect((await capgo.first.get("/apikey/")).status).toBe(200);
  });
});

describe("a key that is deleted", () => {
  it("is none there is any more, to be deleted again or asked about", async () => {
    const { id, key } = await newKey(capgo.first);
    expect((await capgo.first.delete(`/apikey/${id}/`)).status).toBe(200);

    const answers = [
      await capgo.first.delete(`/apikey/${id}/`),
      await capgo.first.delete(`/apikey/${key}`),
      await capgo.first.get(`/apikey/${id}/usage`),
    ];

    const notFound = { error: "API key not found", status: "KO" };
    expect(answers.map(({ status, body }) => [status, body])).toEqual(Array(3).fill([404, notFound]));
  });

  it("may have deleted itself", async () => {
    const admin = await clientWith(capgo, { mode: "all" });

    expect((await admin.delete(`/apikey/${admin.id}/`)).body).toEqual({ success: true });
    expect((await admin.get("/apikey/")).status).toBe(401);
  });
});

interface Status {
  readonly status: number | undefined;
  readonly body: unknown;
}

/** `fetch` joins what it is given twice, and this does not. */
function sendTwo(keys: readonly string[]): Promise<Status> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${capgo.address}/apikey/`, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += String(chunk)));
      response.on("end", () => resolve({ status: response.statusCode, body: JSON.parse(text) as unknown }));
    });
    asked.setHeader("authorization", keys);
    asked.once("error", reject);
    asked.end();
  });
}
