import { ask, type Answer } from "./support/ask.js";
import { startGateway, type Gateway } from "./support/start-gateway.js";
import { describeWithNginx } from "./support/with-nginx.js";

/** What is told of a refusal. */
const refusal = ({ status, headers }: Answer) => [status, headers["x-latchkey-code"]?.join()];
const idOf = (token: string) => token.split("_")[2] ?? "";

describeWithNginx("nginx in front of a service", () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  beforeEach(() => void (gateway.service.requests.length = 0));

  const send = (request: string, lines: readonly string[] = [], body?: string) =>
    ask(gateway.address, request, lines, body);
  const withKey = (token: string, request = "GET /bundles") => send(request, [`x-api-key: ${token}`]);
  /** The ids that the service was told last. */
  function told() {
    const headers = gateway.service.requests.at(-1)?.headers ?? {};
    return Object.fromEntries(Object.entries(headers).filter(([name]) => name.includes("latchkey")));
  }

  describe("a good key", () => {
    it.each([
      ["x-api-key", (token: string) => `x-api-key: ${token}`],
      ["a raw Authorization", (token: string) => `Authorization: ${token}`],
      ["Authorization: Bearer", (token: string) => `Authorization: Bearer ${token}`],
    ])("opens the service, as %s, and the service is told whose it is", async (_how, present) => {
      const fields = { role: "reader", project_id: "shöp/1%", owner_id: "u-ada" };
      const token = await gateway.createKey(fields);
      const answer = await send("GET /bundles/1?a=%2F", [present(token)]);

      expect([answer.status, answer.body]).toEqual([200, "from the service"]);
      expect(answer.headers).not.toHaveProperty("x-latchkey-code");
      expect(gateway.service.requests.map(({ request }) => request)).toEqual(["GET /bundles/1?a=%2F"]);
      expect(told()).toEqual({
        "x-latchkey-key-id": idOf(token),
        "x-latchkey-key-number": expect.stringMatching(/^\d+$/) as string,
        "x-latchkey-owner-id": "u-ada",
        "x-latchkey-org-id": "acme",
        "x-latchkey-project-id": "sh%C3%B6p%2F1%25",
      });
    });

    it.each(["x-api-key: ", "Authorization: ", "Authorization: Bearer "])(
      "stays with nginx, sent as %s: the service never sees it, nor what else says who asks for what",
      async (present) => {
        const { token } = gateway;
        const said = ["X-Forwarded-For: 10.0.0.1", "X-HTTP-Method-Override: DELETE", "X-Custom: stays"];
        await send("GET /", [present + token, ...said]);
        const { headers } = gateway.service.requests[0] ?? {};

        expect(JSON.stringify(headers)).not.toContain(token.slice(-40));
        expect(headers).toMatchObject({ host: "api.example", "x-forwarded-for": "127.0.0.1" });
        expect(headers).toHaveProperty("x-custom", "stays");
        for (const gone of ["x-api-key", "authorization", "x-http-method-override"])
          expect(headers).not.toHaveProperty(gone);
      },
    );

    it("opens it to clients of HTTP/1.0, which name no host", async () => {
      const answer = await withKey(gateway.token, "GET / HTTP/1.0");
      expect([answer.status, answer.body]).toEqual([200, "from the service"]);
    });

    it("sends its body to the service, whole, also when it does not fit into memory", async () => {
      const body = "x".repeat(300_000);
      const answer = await send("POST /bundles", [`x-api-key: ${gateway.token}`], body);

      expect(answer.status).toBe(200);
      expect(gateway.service.requests[0]?.body).toHaveLength(body.length);
    });
  });

  describe("a request is refused, and the service hears nothing of it,", () => {
    afterEach(() => expect(gateway.service.requests).toEqual([]));

    it("without a key: 401 with the app's challenge", async () => {
      const answer = await send("GET /bundles");
      expect(refusal(answer)).toEqual([401, "credentials_required"]);
      expect(answer.headers["www-authenticate"]).toEqual(['Bearer realm="api"']);
    });

    it("with a wrong key, in which nothing is found", async () => {
      for (const token of ["rubbish", `${gateway.token.slice(0, -1)}!`]) {
        const answer = await withKey(token);
        expect(refusal(answer)).toEqual([401, "invalid_token"]);
        expect(answer.headers["www-authenticate"]?.join()).toMatch(
          /^Bearer realm="api", error="invalid_token"/,
        );
      }
    });

    it("with a key that has expired", async () => {
      const expires_at = new Date(Date.now() + 1_500).toISOString();
      const token = await gateway.createKey({ role: "reader", expires_at });
      while (Date.now() <= Date.parse(expires_at)) await new Promise((resolve) => setTimeout(resolve, 50));
      expect(refusal(await withKey(token))).toEqual([401, "key_expired"]);
    });

    it.each([
      ["POST", "bundles:write"],
      ["PUT", "bundles:write"],
      ["DELETE", "bundles:write"],
      ["PATCH", "bundles:write"],
      ["OPTIONS", "bundles:write"],
      ["PROPFIND", "bundles:write"],
    ])("with a key that lacks what its method (%s) needs", async (method) => {
      const token = await gateway.createKey({ role: "reader" });
      expect(refusal(await withKey(token, `${method} /bundles`))).toEqual([403, "insufficient_permissions"]);
    });

    it("with a key that may write and not read", async () => {
      const token = await gateway.createKey({ permissions: ["bundles:write"] });
      for (const method of ["GET", "HEAD"])
        expect(refusal(await withKey(token, `${method} /bundles`))).toEqual([
          403,
          "insufficient_permissions",
        ]);
    });

    it("with a key from elsewhere, whatever the client says of its address", async () => {
      const token = await gateway.createKey({ role: "reader", allowed_networks: ["192.0.2.0/24"] });
      const spoofed = ["X-Forwarded-For: 192.0.2.1", "X-Real-IP: 192.0.2.1", "Forwarded: for=192.0.2.1"];
      const answer = await send("GET /", [`x-api-key: ${token}`, ...spoofed]);
      expect(refusal(answer)).toEqual([403, "network_not_allowed"]);
    });

    it("with two credentials, or one twice", async () => {
      const key = gateway.token;
      const pairs = [
        [`x-api-key: ${key}`, `Authorization: Bearer ${key}`],
        [`x-api-key: ${key}`, `x-api-key: ${key}`],
        [`X-API-KEY: rubbish`, `x-api-key: ${key}`],
      ];
      for (const pair of pairs) expect(refusal(await send("GET /", pair))).toEqual([401, "invalid_request"]);
    });

    it("with two Authorizations, by nginx itself", async () => {
      const one = `Authorization: Bearer ${gateway.token}`;
      expect((await send("GET /", [one, one])).status).toBe(400);
    });

    it("when it asks for another protocol", async () => {
      const upgrade = [
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
      ];
      expect(refusal(await send("GET /", upgrade))).toEqual([401, "credentials_required"]);
    });

    it("however its path is spelled, and whatever it says it is", async () => {
      const paths = [
        "/",
        "//",
        "/./bundles",
        "/bundles/../..",
        "/latchkey/",
        "/latchkey/x",
        "/verify/read",
        "/%2e%2e",
      ];
      const said = ["X-Original-URI: /public", "X-Original-Method: OPTIONS", "X-Latchkey-Code: ok"];
      for (const path of paths) {
        const { status } = await send(`GET ${path}`, said);
        expect([path, [400, 401].includes(status)]).toEqual([path, true]);
      }
    });
  });

  it("refuses a key that was revoked with the next request", async () => {
    const token = await gateway.createKey({ role: "reader" });
    expect([(await withKey(token)).status, (await withKey(token)).status]).toEqual([200, 200]);
    await gateway.manage(`DELETE /keys/${idOf(token)}`);
    expect(refusal(await withKey(token))).toEqual([401, "key_revoked"]);
    expect(gateway.service.requests).toHaveLength(2);
  });

  it("refuses a key above its rate limit, and says when to come again", async () => {
    const token = await gateway.createKey({ role: "reader", rate_limit: { requests: 1, seconds: 3600 } });
    expect((await withKey(token)).status).toBe(200);
    const answer = await withKey(token);
    expect(refusal(answer)).toEqual([403, "rate_limited"]);
    expect(Number(answer.headers["retry-after"]?.join())).toBeGreaterThan(0);
  });

  describe("what a client claims to be", () => {
    const CLAIMS = ["Key-Id", "Key-Number", "Owner-Id", "Org-Id", "Project-Id", "Code"];
    const forged = CLAIMS.flatMap((name) => [
      `X-Latchkey-${name}: forged`,
      `x-latchkey-${name.toLowerCase()}: forged`,
      `X-LATCHKEY-${name.toUpperCase()}:forged`,
      `X_Latchkey_${name.replace("-", "_")}: forged`,
      `X-Latchkey_${name}: forged`,
    ]);

    it("never reaches the service, also where the key has nothing to put in its place", async () => {
      const token = await gateway.createKey({ role: "reader" });
      const answer = await send("GET /", [...forged, `x-api-key: ${token}`]);

      expect(answer.status).toBe(200);
      expect(told()).toEqual({
        "x-latchkey-key-id": idOf(token),
        "x-latchkey-key-number": expect.stringMatching(/^\d+$/) as string,
        "x-latchkey-owner-id": "u-ada",
        "x-latchkey-org-id": "acme",
      });
      expect(JSON.stringify(gateway.service.requests)).not.toContain("forged");
    });

    it("opens nothing", async () => {
      expect(refusal(await send("GET /", forged))).toEqual([401, "credentials_required"]);
    });
  });

  it.each(["/latchkey", "/latchkey?a=b", "//latchkey", "/./latchkey", "/%6Catchkey", "/a/../latchkey"])(
    "has nothing at %s for clients, with a key or without",
    async (path) => {
      for (const lines of [[], [`x-api-key: ${gateway.token}`]])
        expect((await send(`GET ${path}`, lines)).status).toBe(404);
      expect(gateway.service.requests).toEqual([]);
    },
  );

  it("keeps its connection to the service", async () => {
    const before = gateway.service.connections();
    for (let times = 0; times < 10; times++) await withKey(gateway.token);
    expect(gateway.service.connections() - before).toBeLessThanOrEqual(1);
  });

  it("answers 503 when the app is away, and opens nothing", async () => {
    await gateway.stopApp();
    for (const request of ["GET /", "POST /"]) {
      const answer = await withKey(gateway.token, request);
      expect([answer.status, answer.headers["retry-after"]]).toEqual([503, ["1"]]);
    }
    expect(gateway.service.requests).toEqual([]);
  });
});
