import express, { type Express, type RequestHandler } from "express";
import request from "supertest";

import { dashboard } from "../src/index.js";
import { askRaw } from "./support/ask-raw.js";
import { filledPage } from "./support/filled-page.js";

type Mount = (app: Express, page: RequestHandler) => unknown;

const MOUNTS: readonly (readonly [name: string, at: string, mount: Mount])[] = [
  ["the root", "", (app, page) => app.use(page)],
  ["a path", "/dashboard", (app, page) => app.use("/dashboard", page)],
  ["a path with a slash at its end", "/dashboard", (app, page) => app.use("/dashboard/", page)],
  ["a long path", "/a/b/c", (app, page) => app.use("/a/b/c", page)],
  ["a path with a parameter", "/acme/dashboard", (app, page) => app.use("/:tenant/dashboard", page)],
  ["a router in a router", "/a/b", (app, page) => app.use("/a", express.Router().use("/b", page))],
  ["an app in an app", "/a/b", (app, page) => app.use("/a", express().use("/b", page))],
];

describe.each(MOUNTS)("at %s", (_name, at, mount) => {
  const app = express();
  beforeAll(() => void mount(app, dashboard({ api: "/admin" })));

  it.each(["/", "/?q=a/b", "/keys/9fK2", "/keys/9fK2/", "/roles", "/nothing/at/all", "/a%2Fb/c"])(
    "finds its files from %s",
    async (path) => {
      const address = `http://app.example${at}${path}`;
      const { text } = await request(app).get(at + path);

      const { base, files } = filledPage(text, address);
      expect(base.href).toBe(`http://app.example${at}/`);
      expect(files.length).toBeGreaterThanOrEqual(3);
      for (const { pathname } of files) await request(app).get(pathname).expect(200);
    },
  );
});

describe("the mount path without a slash at its end", () => {
  const app = express();
  beforeAll(() => {
    app.use("/dashboard", dashboard({ api: "/admin" }));
    app.use("/:tenant/keys", dashboard({ api: "/admin" }));
  });

  it.each([
    ["/dashboard", "/dashboard/"],
    ["/DASHBOARD", "/DASHBOARD/"],
    ["/dashboard?q=a?b=c&next=/d", "/dashboard/?q=a?b=c&next=/d"],
    ["/acme/keys?q=%2F", "/acme/keys/?q=%2F"],
    ["/%E2%82%AC/keys", "/%E2%82%AC/keys/"],
  ])("leads from %s to %s, and is kept by no cache", async (from, to) => {
    const answer = await request(app).get(from).expect(308);

    expect(new URL(answer.get("Location") ?? "", `http://app.example${from}`).href).toBe(
      `http://app.example${to}`,
    );
    expect(answer.get("Cache-Control")).toBe("no-store");
  });

  it("leads there also behind a proxy that takes a part of the path away", async () => {
    const answer = await request(app).get("/dashboard").expect(308);

    expect(new URL(answer.get("Location") ?? "", "https://example.com/tools/dashboard").href).toBe(
      "https://example.com/tools/dashboard/",
    );
  });
});

describe("a path made to mislead", () => {
  const app = express();
  beforeAll(() => {
    const page = dashboard({ api: "/admin" });
    app.use("/:tenant", page);
    app.use(page);
  });

  it.each([
    "/\\evil.example",
    "/\\\\evil.example",
    "/%5Cevil.example",
    "/%2Fevil.example",
    "//evil.example",
    "//evil.example/",
    "/evil.example",
    "/javascript:alert(1)",
    "/user@evil.example",
    "/.evil.example",
    "/https:evil.example",
    "http://evil.example/a",
  ])("leads nowhere but to this origin: %s", async (path) => {
    const { headers, body } = await askRaw(app, path);

    const asked = path.startsWith("/") ? `http://app.example${path}` : path;
    if (headers.location !== undefined) {
      expect(headers.location).toMatch(/^\.\//);
      expect(new URL(headers.location, asked).host).toBe(new URL(asked).host);
    } else {
      expect(filledPage(body, asked).base.host).toBe(new URL(asked).host);
    }
  });

  it.each([
    '/a/"><script>canary()</script>',
    "/a/'><img/src=canary/onerror=canary()>",
    "/a/&quot;><canary>",
    "/a/__SETTINGS__canary",
    "/<canary>",
    "/a/?canary=__NONCE__",
  ])("is nowhere in the page: %s", async (path) => {
    const { headers, body } = await askRaw(app, path);

    if (headers.location === undefined) {
      expect(headers["content-type"]).toMatch(/^text\/html/);
      expect(body).not.toContain("canary");
    } else {
      expect(body).not.toContain("<canary");
    }
  });
});
