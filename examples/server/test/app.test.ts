import request from "supertest";

import { startApp, type StartedApp } from "./support/start-app.js";

let started: StartedApp;

beforeAll(async () => {
  started = await startApp();
});
afterAll(() => started.close());

describe("the page", () => {
  it("lets nothing inline run, nothing from elsewhere load, and nobody frame it", async () => {
    const page = await request(started.app).get("/").expect(200);

    expect(page.type).toBe("text/html");
    expect(page.get("Content-Security-Policy")).toBe(
      "default-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none';object-src 'none'",
    );
    expect(page.get("X-Frame-Options")).toBe("DENY");
    expect(page.text).not.toMatch(/<script(?![^>]* src=)| on\w+=|<style| style=/);
  });

  it.each(["/sign-in.js", "/sign-in.css"])("finds %s", async (path) => {
    await request(started.app).get(path).expect(200);
  });
});

describe("any other path", () => {
  const paths = ["/nothing", "/.env", "/data/secrets.json", "/..%2fdata/secrets.json", "/%00", "/%E0%A4%A"];

  it.each(paths)("is a 404: %s", async (path) => {
    const response = await request(started.app).get(path).expect(404);

    expect(response.type).toBe("application/problem+json");
    expect(response.body).toMatchObject({ status: 404, code: "not_found" });
  });
});
