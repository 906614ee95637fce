import { operator } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

const SITE = "http://app.example.com:8080";
const TRUSTED = "https://console.example.com";
const HERE = { Host: "app.example.com:8080" };
const FORWARDED = { "X-Forwarded-Host": "public.example.com", "X-Forwarded-Proto": "https" };

/** What a browser says of a request, and whether it may change something. */
const CASES: readonly (readonly [allowed: boolean, headers: Readonly<Record<string, string>>])[] = [
  [true, {}],
  [true, { "Sec-Fetch-Site": "same-origin" }],
  [true, { "Sec-Fetch-Site": "none" }],
  [true, { "Sec-Fetch-Site": "same-origin", Origin: "https://elsewhere.example" }],
  [true, { "Sec-Fetch-Site": "cross-site", Origin: TRUSTED }],
  [true, { Origin: TRUSTED }],
  [true, { ...HERE, Origin: SITE }],
  [true, { ...HERE, Origin: "https://app.example.com:8080" }],
  [true, { Host: "APP.example.com", Origin: "https://app.example.com" }],
  [false, { "Sec-Fetch-Site": "cross-site" }],
  [false, { "Sec-Fetch-Site": "same-site" }],
  [false, { "Sec-Fetch-Site": "cross-site", ...HERE, Origin: SITE }],
  [false, { "Sec-Fetch-Site": "Same-Origin" }],
  [false, { "Sec-Fetch-Site": "same-origin, cross-site" }],
  [false, { "Sec-Fetch-Site": "" }],
  [false, { Origin: "null" }],
  [false, { "Sec-Fetch-Site": "cross-site", Origin: "null" }],
  [false, { ...HERE, Origin: "http://app.example.com" }],
  [false, { ...HERE, Origin: "http://app.example.com:8081" }],
  [false, { ...HERE, Origin: "http://evil.example" }],
  [false, { ...HERE, Origin: `${SITE}.evil.example` }],
  [false, { ...HERE, Origin: `${SITE}/` }],
  [false, { ...HERE, Origin: "" }],
  [false, { Origin: `${TRUSTED}, ${TRUSTED}` }],
  [false, { Origin: "https://CONSOLE.example.com" }],
  [false, { ...HERE, ...FORWARDED, Origin: "https://public.example.com" }],
];

const WRITES = [
  ["post", "/keys", { permissions: [] }],
  ["patch", "/keys/1", { name: "changed" }],
  ["delete", "/keys/1", undefined],
] as const;

export function crossSite(setting: Setting): void {
  describe("a change that a browser sends", () => {
    const world = useWorld(setting, { trustedOrigins: [TRUSTED] });

    it.each(CASES)("is let through: %s, with %j", async (allowed, headers) => {
      await world().keyring.create({ permissions: [] }, setup);
      world().store.reset();
      for (const [method, path, body] of WRITES) {
        const answer = await world().as(operator).send(method, path, body, headers);
        expect(answer.status < 300).toBe(allowed);
        if (!allowed) expect([answer.status, answer.body.code]).toEqual([403, "cross_site_request"]);
      }
      expect(world().store.writes()).toBe(allowed ? 3 : 0);
    });

    it("can be read from anywhere, because reading changes nothing and CORS is the application's", async () => {
      for (const [, headers] of CASES) {
        const answer = await world().as(operator).get("/keys", undefined, headers);
        expect(answer.status).toBe(200);
        expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
      }
    });
  });

  describe("a change that a browser sends through a trusted proxy", () => {
    const world = useWorld(setting, { before: (app) => app.set("trust proxy", "loopback") });

    it("is compared with the host the proxy names", async () => {
      const there = { ...HERE, ...FORWARDED, Origin: "https://public.example.com" };
      const here = { ...HERE, ...FORWARDED, Origin: SITE };
      const asked = world().as(operator);

      expect((await asked.post("/keys", { permissions: [] }, there)).status).toBe(201);
      expect((await asked.post("/keys", { permissions: [] }, here)).body.code).toBe("cross_site_request");
    });
  });
}
