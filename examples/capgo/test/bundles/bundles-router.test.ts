import { fakePrincipal } from "@latchkey/core/testing";
import express from "express";
import request from "supertest";

import { answerErrors } from "../../src/answer-errors.js";
import { bundlesRouter } from "../../src/bundles/bundles-router.js";
import type { BundleStore } from "../../src/bundles/bundle-store.js";

/** Everything there is to do, tried by a principal, on bundles that must not be touched. */
async function triedBy(fields: Parameters<typeof fakePrincipal>[0]): Promise<readonly number[]> {
  const app = express();
  app.use((req, _res, next) => {
    req.principal = fakePrincipal(fields);
    next();
  });
  app.use("/bundles", bundlesRouter({} as BundleStore));
  app.use(...answerErrors);
  const path = "/bundles/0190d1c4-0000-4000-8000-000000000000";
  const answers = [
    await request(app).get("/bundles/"),
    await request(app).post("/bundles/").send({ name: "1.0.0" }),
    await request(app).patch(path).send({ name: "1.0.0" }),
    await request(app).delete(path),
  ];
  return answers.map(({ status }) => status);
}

describe("bundlesRouter", () => {
  it("opens nothing to a key without permissions", async () => {
    expect(await triedBy({ orgId: "org_123", permissions: [] })).toEqual([403, 403, 403, 403]);
  });

  it("has nothing for a key without an organization, whatever it may do", async () => {
    expect(await triedBy({ orgId: null, permissions: ["*:*"] })).toEqual([403, 403, 403, 403]);
  });
});
