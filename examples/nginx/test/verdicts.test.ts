import type { RequestListener } from "node:http";

import { ask } from "./support/ask.js";
import { startNginx } from "./support/start-nginx.js";
import { startRecorder } from "./support/start-recorder.js";
import { describeWithNginx } from "./support/with-nginx.js";

const answering =
  (status: number, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_req, res) =>
    res.writeHead(status, { "Content-Length": "0", ...headers }).end();

/** nginx between a server that stands in for the app and one for the service. */
async function between(app: RequestListener, behind?: RequestListener) {
  const [latchkey, service] = [await startRecorder(app), await startRecorder(behind)];
  const address = await startNginx({ latchkey: latchkey.address, service: service.address });
  return { address, latchkey, service };
}

describeWithNginx("what nginx makes of the app's answers", () => {
  it.each<[string, RequestListener]>([
    ["is 503 with a code", answering(503, { "X-Latchkey-Code": "busy", "Retry-After": "1" })],
    ["is 500", answering(500)],
    ["is 404", answering(404)],
    ["leads elsewhere", answering(302, { Location: "http://elsewhere.example" })],
    ["is 400", answering(400)],
    ["is 429", answering(429)],
    ["is none", (req) => req.socket.destroy()],
    ["does not come", () => undefined],
  ])("one that %s is 503 to the client, and the service hears nothing", async (_what, app) => {
    const { address, service } = await between(app);
    const answer = await ask(address, "GET /", ["x-api-key: any"]);

    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, ["1"]]);
    expect(service.requests).toEqual([]);
  });

  it("one with the longest ids there are is read to its end", async () => {
    const longest = encodeURIComponent("🗼".repeat(128));
    const names = ["owner", "org", "project"].map((name) => `X-Latchkey-${name}-Id`);
    const { address, service } = await between(
      answering(200, Object.fromEntries(names.map((name) => [name, longest]))),
    );
    const answer = await ask(address, "GET /", ["x-api-key: any"]);

    expect(answer.status).toBe(200);
    const { headers } = service.requests[0] ?? {};
    expect(names.map((name) => headers?.[name.toLowerCase()])).toEqual([longest, longest, longest]);
  });

  it("what the service answers stays as it is, errors too", async () => {
    for (const status of [500, 503, 401, 403, 404]) {
      const headers = { "WWW-Authenticate": "Basic", "Retry-After": "7" };
      const { address } = await between(answering(200), answering(status, headers));
      const answer = await ask(address, "GET /", ["x-api-key: any"]);
      expect([status, answer.status, answer.headers["retry-after"]]).toEqual([status, status, ["7"]]);
      expect(answer.headers["www-authenticate"]).toEqual(["Basic"]);
    }
  });
});

describeWithNginx("what nginx asks the app", () => {
  it("is the one question for the method, with the client's headers and its address, and without the body", async () => {
    const { address, latchkey, service } = await between(answering(200));
    const lines = ["x-api-key: any", "X-Forwarded-For: 10.0.0.1", "Content-Type: text/plain"];
    for (const request of ["GET /a?b", "HEAD /a", "POST /a", "DELETE /a"])
      await ask(address, request, lines, request.startsWith("POST") ? "x".repeat(50_000) : "");

    const asked = latchkey.requests.map(({ request, body, headers }) => [
      request.split(" ")[1],
      body,
      headers["content-length"] ?? headers["transfer-encoding"],
      headers["x-api-key"],
      headers["x-forwarded-for"],
    ]);
    const question = (endpoint: string) => [`/verify/${endpoint}`, "", undefined, "any", "127.0.0.1"];
    expect(asked).toEqual(["read", "read", "write", "write"].map(question));
    expect(service.requests.map(({ body }) => body.length)).toEqual([0, 0, 50_000, 0]);
  });

  it("goes over connections that are kept, and no answer is kept", async () => {
    const { address, latchkey } = await between(answering(200, { "Cache-Control": "public, max-age=3600" }));
    for (let times = 0; times < 10; times++) await ask(address, "GET /", ["x-api-key: any"]);

    expect(latchkey.requests).toHaveLength(10);
    expect(latchkey.connections()).toBeLessThanOrEqual(2);
  });
});
