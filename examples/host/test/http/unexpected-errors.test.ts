import { unexpectedErrors } from "@latchkey/example-host/http";
import express, { type ErrorRequestHandler } from "express";
import request from "supertest";

/** The answer of an app in which this goes wrong, and the lines of its log. */
async function failing(error: unknown, handler: ErrorRequestHandler = unexpectedErrors()) {
  const app = express();
  app.use(() => {
    throw error;
  }, handler);
  const spy = jest.spyOn(console, "error").mockImplementation();
  const answer = await request(app).get("/");
  const lines = spy.mock.calls.map(([line]) => JSON.parse(String(line)) as unknown);
  spy.mockRestore();
  return { answer, lines };
}

describe("unexpectedErrors", () => {
  it("answers with a problem document that tells nothing but where the log has it", async () => {
    const { answer, lines } = await failing(
      Object.assign(new TypeError("insert into people: ada@example.com"), { code: "ODD" }),
    );

    const { request_id } = answer.body as { readonly request_id: string };
    expect([answer.status, answer.type]).toEqual([500, "application/problem+json"]);
    expect(answer.get("Cache-Control")).toBe("private, no-store");
    expect(answer.body).toEqual({
      type: "urn:latchkey:problem:internal_error",
      title: "Internal error",
      status: 500,
      detail: "Something went wrong here; the log has the request_id.",
      code: "internal_error",
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    const at = expect.arrayContaining([expect.stringMatching(/^at .*unexpected-errors\.test/)]) as string[];
    const time = expect.any(String) as string;
    expect(lines).toEqual([{ time, event: "error", request_id, error: "TypeError", code: "ODD", at }]);
    expect(JSON.stringify(lines)).not.toContain("ada@example.com");
  });

  it("answers with the body that the app gives, as JSON", async () => {
    const { answer, lines } = await failing(new Error("odd"), unexpectedErrors({ error: "Sorry" }));

    expect([answer.status, answer.type, answer.body]).toEqual([500, "application/json", { error: "Sorry" }]);
    expect(lines).toHaveLength(1);
  });

  it.each([
    ["text", "string"],
    [{ message: "a secret" }, "object"],
  ])("takes whatever was thrown: %j", async (thrown, error) => {
    const { answer, lines } = await failing(thrown);

    expect(answer.status).toBe(500);
    expect(lines).toEqual([expect.objectContaining({ event: "error", error, at: [] })]);
    expect(JSON.stringify(lines)).not.toContain("a secret");
  });

  it("hands on what goes wrong in the middle of an answer, and logs nothing", async () => {
    const app = express();
    const handedOn: unknown[] = [];
    app.get("/", (_req, res) => {
      res.write("half of ");
      throw new Error("odd");
    });
    const finish: ErrorRequestHandler = (error, _req, res, _next) => {
      handedOn.push(error);
      res.end("it");
    };
    app.use(unexpectedErrors(), finish);
    const spy = jest.spyOn(console, "error").mockImplementation();

    const { text } = await request(app).get("/").expect(200);

    expect(text).toBe("half of it");
    expect(handedOn).toEqual([new Error("odd")]);
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  });
});
