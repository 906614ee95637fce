import express, { type NextFunction, type Request, type Response } from "express";
import request from "supertest";

import { sameOrigin } from "../src/index.js";

const app = express();
app.use("/session", sameOrigin({ trustedOrigins: ["https://app.example.com"] }), (_req, res) => {
  res.sendStatus(204);
});
app.use((error: { code?: unknown }, _req: Request, res: Response, _next: NextFunction) => {
  res.status(403).json({ code: error.code });
});

/** The status of a request with these headers. */
async function statusOf(method: "post" | "delete" | "get", headers: Record<string, string>): Promise<number> {
  return (await request(app)[method]("/session").set(headers)).status;
}

describe("the check of the routers, for routes of the application's own", () => {
  it.each<[string, Record<string, string>, number]>([
    ["no browser", {}, 204],
    ["the same origin", { "sec-fetch-site": "same-origin" }, 204],
    ["the user alone", { "sec-fetch-site": "none" }, 204],
    ["a trusted origin", { "sec-fetch-site": "cross-site", origin: "https://app.example.com" }, 204],
    ["another site", { "sec-fetch-site": "cross-site" }, 403],
    ["another host of the site", { "sec-fetch-site": "same-site" }, 403],
    ["another origin, over plain http", { origin: "http://other.example" }, 403],
    ["no origin to be named", { origin: "null" }, 403],
  ])("a request that changes something and comes from %s", async (_, headers, status) => {
    expect(await statusOf("post", headers)).toBe(status);
    expect(await statusOf("delete", headers)).toBe(status);
  });

  it("hands the refusal to the application's error handler", async () => {
    const answer = await request(app).post("/session").set("sec-fetch-site", "cross-site");
    expect(answer.body).toEqual({ code: "cross_site_request" });
  });

  it("lets pass what must not change anything", async () => {
    expect(await statusOf("get", { "sec-fetch-site": "cross-site" })).toBe(204);
  });

  it("throws for wrong options when it is made", () => {
    expect(() => sameOrigin({ origins: [] } as object)).toThrow("origins");
    expect(() => sameOrigin({ trustedOrigins: ["app.example.com"] })).toThrow("trustedOrigins");
  });
});
