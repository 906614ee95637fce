import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import express, { type Express } from "express";
import request from "supertest";

import { dashboard } from "../src/index.js";
import { serveAssets } from "../src/serve-assets.js";
import { abandon } from "./support/abandon.js";
import { askRaw } from "./support/ask-raw.js";
import { builtFiles } from "./support/built-files.js";

const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
};

const assets = () => builtFiles().filter((name) => /^assets\/.+\.(js|css|svg)$/.test(name));

let app: Express;

beforeAll(() => {
  app = express().use("/dashboard", dashboard({ api: "/admin" }));
});

describe("the files of the page", () => {
  it("are scripts, styles and an icon, each by its type and for a year", async () => {
    const found = new Set<string>();
    for (const name of assets()) {
      const ending = name.slice(name.lastIndexOf(".") + 1);
      const answer = await request(app).get(`/dashboard/${name}`).expect(200);

      found.add(ending);
      expect([name, answer.type.replace("application/", "text/")]).toEqual([name, TYPES[ending]]);
      expect(answer.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
      expect(answer.get("X-Content-Type-Options")).toBe("nosniff");
    }
    expect([...found].sort()).toEqual(["css", "js", "svg"]);
  });

  it("have names that change with what they hold", () => {
    for (const name of assets()) expect(name).toMatch(/^assets\/[\w.-]+-[\w-]{8}\.\w+$/);
  });

  it.each([
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["identity", undefined],
  ])("come compressed to whoever takes %s, and no cache mixes them up", async (accepted, encoding) => {
    const name = assets().find((file) => file.endsWith(".css")) ?? "";
    const answer = await request(app).get(`/dashboard/${name}`).set("Accept-Encoding", accepted).expect(200);

    expect(answer.get("Content-Encoding")).toBe(encoding);
    expect(answer.get("Vary")).toBe("Accept-Encoding");
    // Unpacked by the client, if it came packed.
    expect(answer.type).toBe("text/css");
  });

  it("are sent whole to whoever asks for a part that there cannot be", async () => {
    const [name = ""] = assets();
    const { status } = await askRaw(app, `/dashboard/${name}`, { Range: "bytes=5-2" });

    expect(status).toBe(200);
  });

  it("leave no file open behind who goes away while they are sent", async () => {
    const script = assets().find((file) => file.endsWith(".js")) ?? "";
    const before = openFiles();
    await abandon(app, `/dashboard/${script}`, 20);

    expect(openFiles()).toBeLessThanOrEqual(before);
  });

  it("are sent as they were when the process began, whatever has become of them since", () => {
    const folder = mkdtempSync(join(tmpdir(), "latchkey-assets-"));
    writeFileSync(join(folder, "a-00000000.js"), "1");
    const serving = express().use(serveAssets(folder));
    rmSync(folder, { recursive: true });

    return request(serving).get("/a-00000000.js").expect(200, "1");
  });

  it("are not sent again to whoever has them", async () => {
    const [name = ""] = assets();
    const first = await request(app).get(`/dashboard/${name}`).expect(200);

    const again = request(app)
      .get(`/dashboard/${name}`)
      .set("If-None-Match", first.get("ETag") ?? "");
    await again.expect(304);
  });

  it.each(["/assets", "/assets/", "/assets/gone-00000000.js", "/assets/.hidden"])(
    "are not a page where there is none: %s",
    async (path) => {
      const answer = await request(app).get(`/dashboard${path}`).expect(404);

      expect(answer.type).toBe("text/plain");
      expect(answer.text).toBe("There is no such file.");
      expect(answer.get("Cache-Control")).toBe("no-store");
    },
  );

  it.each([
    "/assets/../index.html",
    "/assets/..%2findex.html",
    "/assets/..%2Fthird-party-licenses.md",
    "/assets/%2e%2e/index.html",
    "/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json",
    "/assets/....//....//package.json",
    "/assets/..%5c..%5cpackage.json",
    "/assets/..\\..\\package.json",
    "/assets//etc/passwd",
    "/assets/%2fetc%2fpasswd",
    "/assets/%00",
    "/assets/index.html%00.js",
    "/assets/%E0%A4%A",
  ])("are all that can be read: %s", async (path) => {
    const { status, headers, body } = await askRaw(app, `/dashboard${path}`);

    expect(status).toBe(404);
    expect(headers["content-type"]).toMatch(/^text\/plain/);
    expect(body).toBe("There is no such file.");
  });
});

/** How many files this process has open, sockets aside. */
function openFiles(): number {
  if (process.platform !== "linux") return 0;
  return readdirSync("/proc/self/fd", { withFileTypes: true }).filter((entry) => isFile(entry.name)).length;
}

function isFile(descriptor: string): boolean {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`).startsWith("/");
  } catch {
    // The one that was used to read the folder.
    return false;
  }
}
