import { createServer } from "node:http";

import express from "express";
import request from "supertest";

import { sendProblem, type Refusal } from "../src/index.js";

function answering(refusal: Refusal): express.Express {
  const app = express();
  app.all("/", (req, res) => {
    res.set({ "Cache-Control": "public, max-age=60", ETag: '"1"' });
    sendProblem(req, res, refusal);
  });
  return app;
}

describe("sendProblem", () => {
  it("answers with a problem document", async () => {
    const answer = await request(answering({ code: "not_found", detail: "There is no key “7”." })).get("/");
    expect(answer.status).toBe(404);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.body).toEqual({
      type: "urn:latchkey:problem:not_found",
      title: "Not found",
      status: 404,
      detail: "There is no key “7”.",
      code: "not_found",
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(answer.headers).not.toHaveProperty("www-authenticate");
    expect(answer.headers).not.toHaveProperty("retry-after");
  });

  it("has no body on HEAD, and the headers of GET", async () => {
    const app = answering({ code: "credentials_required", detail: "Send a key." });
    // A server that does not drop such bodies silently, as node's do by default.
    const strict = createServer({ rejectNonStandardBodyWrites: true }, app);
    const [get, head] = [await request(strict).get("/"), await request(strict).head("/")];
    expect(head.text ?? "").toBe("");
    expect(head.status).toBe(401);
    for (const name of ["content-type", "content-length", "cache-control", "www-authenticate"]) {
      expect(head.headers[name]).toBe(get.headers[name]);
    }
  });

  it("keeps a problem out of caches, whatever the application allowed for its own answers", async () => {
    const answer = await request(answering({ code: "not_found", detail: "Nothing." })).get("/");
    expect(answer.headers["cache-control"]).toBe("private, no-store");
  });

  it("leaves an application's header in Latin-1 as it was set", async () => {
    const app = express().get("/", (req, res) => {
      res.set("X-Region", "Orléans");
      sendProblem(req, res, { code: "not_found", detail: "Nothing." });
    });
    const answer = await request(app).get("/");
    expect(answer.headers["x-region"]).toBe("Orléans");
  });

  it("writes nothing when an answer is on its way", async () => {
    const fault = jest.fn();
    const app = express().get("/", (req, res) => {
      res.json("done");
      try {
        sendProblem(req, res, { code: "not_found", detail: "Nothing." });
      } catch (error) {
        fault(error);
      }
    });
    const answer = await request(app).get("/");
    expect([answer.status, answer.body, fault.mock.calls]).toEqual([200, "done", []]);
  });
});

describe("Retry-After", () => {
  it.each([
    [{ code: "store_busy" }, "1"],
    [{ code: "busy", retryAfter: 2.1 }, "3"],
    [{ code: "rate_limited" }, "1"],
    [{ code: "rate_limited", retryAfter: 30 }, "30"],
    [{ code: "too_many_failures" }, "1"],
    [{ code: "busy", retryAfter: 0 }, "1"],
    [{ code: "not_found" }, undefined],
  ] as const)("of %j is %s", async (fields, seconds) => {
    const answer = await request(answering({ detail: "…", ...fields })).get("/");
    expect(answer.headers["retry-after"]).toBe(seconds);
  });
});

describe("the challenge", () => {
  it.each([
    [{ code: "credentials_required" }, 'Bearer realm="api"'],
    [
      { code: "key_revoked", ofActor: true },
      'Bearer realm="api", error="invalid_token", error_description="No."',
    ],
    [{ code: "key_revoked" }, undefined],
    [
      { code: "key_expired", ofActor: true },
      'Bearer realm="api", error="invalid_token", error_description="No."',
    ],
    [{ code: "key_expired" }, undefined],
    [{ code: "owner_inactive" }, 'Bearer realm="api", error="invalid_token", error_description="No."'],
    [{ code: "network_not_allowed" }, undefined],
    [{ code: "rate_limited" }, undefined],
    [{ code: "too_many_failures" }, undefined],
    [
      { code: "insufficient_permissions" },
      'Bearer realm="api", error="insufficient_scope", error_description="No."',
    ],
    [{ code: "out_of_reach" }, undefined],
    [{ code: "invalid_request" }, undefined],
    [
      { code: "invalid_request", challenge: { error: "invalid_request" } },
      'Bearer realm="api", error="invalid_request", error_description="No."',
    ],
    [{ code: "store_unavailable" }, undefined],
  ] as const)("of %j is %s", async (fields, challenge) => {
    const answer = await request(answering({ detail: "No.", ...fields })).get("/");
    expect(answer.headers["www-authenticate"]).toBe(challenge);
  });

  it("holds only the characters that RFC 6750 allows, whatever the detail holds", async () => {
    const answer = await request(answering({ code: "invalid_token", detail: 'a "b" \\ c\r\nd é €' })).get(
      "/",
    );
    expect(answer.headers["www-authenticate"]).toContain(`error_description="a 'b' ' c??d ? ?"`);
  });
});
