import request from "supertest";

import { startApp, type StartedApp } from "./support/start-app.js";

let started: StartedApp;

beforeAll(async () => {
  started = await startApp();
});
afterAll(() => started.close());

describe("the page to sign in with", () => {
  it("lets nothing inline run, nothing from elsewhere load, and nobody frame it", async () => {
    const page = await request(started.app).get("/").expect(200);

    expect(page.type).toBe("text/html");
    expect(page.get("Content-Security-Policy")).toBe(
      "default-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none';object-src 'none'",
    );
    expect(page.get("X-Frame-Options")).toBe("DENY");
    expect(page.text).not.toMatch(/<script(?![^>]* src=)| on\w+=|<style| style=/);
  });

  it.each(["/sign-in.js", "/sign-in.css", "/icon.svg"])("finds %s", async (path) => {
    await request(started.app).get(path).expect(200);
  });
});

describe("the dashboard", () => {
  it("keeps a policy of its own, not that of the other pages", async () => {
    const page = await request(started.app).get("/dashboard/").expect(200);

    expect(page.type).toBe("text/html");
    expect(page.get("Content-Security-Policy")).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(page.get("X-Frame-Options")).toBe("DENY");
    expect(page.get("Cache-Control")).toBe("no-store");
  });

  it("is told where the admin API is, where people sign in, and what a key opens", async () => {
    const page = await request(started.app).get("/dashboard/keys/1").expect(200);

    for (const path of ["/admin", "/", "/api/whoami"]) expect(page.text).toContain(`&quot;${path}&quot;`);
  });

  it("is found without the slash, too", async () => {
    const answer = await request(started.app).get("/dashboard?status=active").expect(308);

    expect(answer.get("Location")).toBe("./dashboard/?status=active");
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
