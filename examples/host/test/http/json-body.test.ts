import { jsonBody } from "@latchkey/example-host/http";
import express, { type ErrorRequestHandler } from "express";
import request from "supertest";

const app = express();
app.post("/", jsonBody, (req, res) => void res.json(req.body));
const tellCode: ErrorRequestHandler = (error: { code?: string; status?: number }, _req, res, _next) =>
  void res.status(400).send(error.code ?? String(error.status));
app.use(tellCode);

function post(type: string, body: string) {
  return request(app).post("/").set("Content-Type", type).send(body);
}

describe("jsonBody", () => {
  it.each(["application/json", "application/json; charset=utf-8"])("reads JSON as %s", async (type) => {
    expect((await post(type, '{"a":[1]}').expect(200)).body).toEqual({ a: [1] });
  });

  it.each([
    ["a form", "application/x-www-form-urlencoded", "a=1"],
    ["plain text", "text/plain", "{}"],
    ["another kind of JSON", "application/merge-patch+json", "{}"],
  ])("refuses %s", async (_what, type, body) => {
    expect((await post(type, body).expect(400)).text).toBe("unsupported_media_type");
  });

  it("refuses a request without a body", async () => {
    expect((await request(app).post("/").expect(400)).text).toBe("unsupported_media_type");
  });

  it("leaves broken JSON and more than 16 KB to the error handlers, as Express has them", async () => {
    expect((await post("application/json", "{").expect(400)).text).toBe("400");
    await post("application/json", JSON.stringify("a".repeat(17_000))).expect(400, "413");
    await post("application/json", JSON.stringify({ a: "a".repeat(16_000) })).expect(200);
  });
});
