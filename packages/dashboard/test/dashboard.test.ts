import express, { type Express } from "express";
import request from "supertest";

import { dashboard } from "../src/index.js";
import { filledPage } from "./support/filled-page.js";

const ORIGIN = "http://app.example";

let app: Express;

beforeAll(() => {
  app = express();
  app.use((_req, res, next) => {
    res.set("Content-Security-Policy", "default-src *");
    next();
  });
  app.use("/dashboard", dashboard({ api: "/admin" }));
  app.use((req, res) => res.status(418).send(`${req.method} is the application's`));
});

describe("the page", () => {
  it("runs no script and takes no style but its own, and stands in no frame", async () => {
    const page = await request(app).get("/dashboard/").expect(200);

    const { nonce } = filledPage(page.text, ORIGIN);
    expect(page.type).toBe("text/html");
    expect(page.get("Content-Security-Policy")).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'self'; " +
        `form-action 'none'; frame-ancestors 'none'; style-src 'self' 'nonce-${nonce}'`,
    );
    expect(page.headers).toMatchObject({
      "cache-control": "no-store",
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect(page.text).not.toMatch(/<script(?![^>]* src=)| on\w+=|<style| style=|javascript:/);
  });

  it("carries a nonce that nobody has seen before", async () => {
    const pages = await Promise.all(Array.from({ length: 8 }, () => request(app).get("/dashboard/")));

    const nonces = pages.map(({ text }) => filledPage(text, ORIGIN).nonce);
    expect(new Set(nonces).size).toBe(8);
    for (const nonce of nonces) expect(nonce).toMatch(/^[\w-]{22}$/);
  });

  it("has its settings in it, and nothing of whoever asks", async () => {
    const headers = {
      Cookie: "session=canary-cookie",
      "x-api-key": "canary-key",
      Referer: "canary-referrer",
    };
    const page = await request(app).get("/dashboard/?q=canary-query").set(headers).expect(200);

    expect(filledPage(page.text, ORIGIN).settings).toEqual({
      api: "/admin",
      signIn: null,
      example: "/admin/self",
      reveal: false,
    });
    expect(page.text).not.toContain("canary");
    expect(page.get("Set-Cookie")).toBeUndefined();
  });

  it.each(["/", "/keys/9fK2", "/keys/9fK2/", "/roles", "/audit", "/?status=active&q=a%2Fb"])(
    "is found at %s",
    async (path) => {
      await request(app).get(`/dashboard${path}`).expect(200);
    },
  );

  it.each(["/index.html", "/keys", "/keys/-", "/keys/9fK2/more", "/nothing", "/.env", "/%E0%A4%A", "/%00"])(
    "says at %s that there is nothing, with 404",
    async (path) => {
      const page = await request(app).get(`/dashboard${path}`).expect(404);

      expect(page.type).toBe("text/html");
      expect(page.get("Content-Security-Policy")).toContain("default-src 'none'");
      expect(filledPage(page.text, `${ORIGIN}/dashboard${path}`).base.pathname).toBe("/dashboard/");
    },
  );
});

describe("any other method", () => {
  it("gets of HEAD what GET has, without its text", async () => {
    const head = await request(app).head("/dashboard/").expect(200);
    const got = await request(app).get("/dashboard/").expect(200);

    expect(head.text ?? "").toBe("");
    expect(head.get("Content-Length")).toBe(got.get("Content-Length"));
    expect(head.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    await request(app).head("/dashboard/nothing").expect(404);
    await request(app).head("/dashboard").expect(308);
  });

  it.each(["post", "put", "patch", "delete", "options"] as const)(
    "leaves %s to the application, at every path",
    async (method) => {
      for (const path of ["/dashboard", "/dashboard/", "/dashboard/keys/1", "/dashboard/assets/a.js"]) {
        const answer = await request(app)[method](path).expect(418);
        expect(answer.get("Content-Security-Policy")).toBe("default-src *");
      }
    },
  );
});
