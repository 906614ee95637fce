import express, { type ErrorRequestHandler } from "express";
import request from "supertest";

import { requireScope, type ScopeOptions } from "../src/index.js";
import { signedInAs } from "./signed-in-as.js";
import { parseProblem } from "./parse-problem.js";

const ORG: ScopeOptions = { org: (req) => req.params["org"] };
const PROJECT: ScopeOptions = { ...ORG, project: (req) => req.params["project"] };

function ask(orgId: string | null, projectId: string | null, options: ScopeOptions, path = "/acme/site") {
  const report: ErrorRequestHandler = (error: Error, _req, res, _next) =>
    void res.status(500).json(error.message);
  const app = express()
    .get(
      "/:org/:project",
      signedInAs({ orgId, projectId }),
      requireScope(options),
      (_req, res) => void res.json("in"),
    )
    .use(report);
  return request(app).get(path);
}

describe("requireScope", () => {
  it.each([
    ["of the organization", "acme", null, ORG],
    ["of the organization, where the project counts", "acme", null, PROJECT],
    ["of the project", "acme", "site", PROJECT],
  ])("lets a key pass that is %s", async (_what, org, project, options) => {
    expect((await ask(org, project, options)).status).toBe(200);
  });

  it.each([
    ["of another organization", "other", null, ORG],
    ["of an organization whose id differs in case", "Acme", null, ORG],
    ["of no organization", null, null, ORG],
    ["of another project", "acme", "blog", PROJECT],
    ["of the project of another organization", "other", "site", PROJECT],
    ["of a project, where no project is read", "acme", "site", ORG],
  ])("refuses a key that is %s", async (_what, org, project, options) => {
    const answer = await ask(org, project, options);
    expect([answer.status, parseProblem(answer.text).code]).toEqual([403, "out_of_scope"]);
    expect(answer.headers).not.toHaveProperty("www-authenticate");
  });

  it.each([[undefined], [null], [""], [["acme"]], [42], [{}], [true]])(
    "refuses when a function answers %j",
    async (value) => {
      const read = () => value as never;
      expect((await ask("acme", null, { org: read })).status).toBe(403);
      expect((await ask(null, null, { org: read })).status).toBe(403);
      expect((await ask("acme", null, { ...ORG, project: read })).status).toBe(403);
      expect((await ask("acme", "site", { ...ORG, project: read })).status).toBe(403);
    },
  );

  it("hands what a function throws to the application's error handler", async () => {
    const org = () => {
      throw new Error("no such host");
    };
    const answer = await ask("acme", null, { org });
    expect([answer.status, answer.body]).toEqual([500, "no such host"]);
  });

  it("refuses a request without a principal as 401", async () => {
    const answer = await request(express().get("/:org", requireScope(ORG))).get("/acme");
    expect([answer.status, parseProblem(answer.text).code]).toEqual([401, "credentials_required"]);
    expect(answer.headers["www-authenticate"]).toBe('Bearer realm="api"');
  });

  it.each([
    [{}, "option `org` must be a function of the request"],
    [{ org: "acme" }, "option `org` must be a function of the request"],
    [{ ...ORG, project: "site" }, "option `project` must be a function of the request"],
    [{ ...ORG, projekt: () => "" }, "option `projekt` is unknown; did you mean `project`?"],
  ])("throws at construction for %j", (options, message) => {
    expect(() => requireScope(options as never)).toThrow(message);
  });
});
