import express from "express";
import request from "supertest";

import { answerErrors } from "../src/answer-errors.js";

/** An app in which everything goes wrong in one way. */
function failing(error: unknown) {
  const app = express();
  app.use(() => {
    throw error;
  });
  app.use(...answerErrors);
  return request(app).get("/");
}

describe("what goes wrong in the app itself", () => {
  it("is told to come back when the database does not answer", async () => {
    const response = await failing(Object.assign(new Error("connect 10.0.0.1"), { code: "ECONNREFUSED" }));

    expect(response.status).toBe(503);
    expect(response.body).toEqual({
      error: "The database does not answer. Try again shortly.",
      status: "KO",
    });
    expect(response.get("Retry-After")).toBe("1");
  });

  it("is told to nobody but the log, and not quoted there", async () => {
    const logged = jest.spyOn(console, "error").mockImplementation();

    const response = await failing(new TypeError("of ann@example.com"));
    const lines = logged.mock.calls.flat().map(String);
    logged.mockRestore();

    expect(response.status).toBe(500);
    expect(response.body).toEqual({ error: "Something went wrong here", status: "KO" });
    expect(lines).toEqual([expect.stringContaining('"error":"TypeError"')]);
    expect(lines.join()).not.toContain("ann@example.com");
  });
});
