import { standardWire, wireErrors } from "@latchkey/admin";
import { refuseMethod } from "@latchkey/example-host/http";
import express from "express";
import request from "supertest";

const app = express();
app
  .route("/notes")
  .get((_req, res) => void res.json([]))
  .post((_req, res) => void res.sendStatus(201))
  .all(refuseMethod("GET", "POST"));
app.use(wireErrors(standardWire));

describe("refuseMethod", () => {
  it.each(["put", "patch", "delete", "options"] as const)(
    "refuses %s, and says what there is",
    async (method) => {
      const answer = await request(app)[method]("/notes");

      expect([answer.status, answer.get("Allow")]).toEqual([405, "GET, HEAD, POST"]);
      expect(answer.body).toMatchObject({ code: "method_not_allowed", detail: "Use GET or POST here." });
    },
  );

  it("lets pass what there is", async () => {
    const answers = [await request(app).get("/notes"), await request(app).head("/notes")];
    answers.push(await request(app).post("/notes"));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 201]);
  });
});
