import type { Actor, CreateKey } from "@latchkey/core";
import express from "express";

import { acmeAdmin, acmeMember, acmeReader, operator, otherAdmin, user } from "../world/actors.js";
import { UNKNOWN_TOKEN } from "../world/requests.js";
import type { Setting } from "../world/settings.js";
import { setup, useWorld, type Answer } from "../world/world.js";

const HOUR = 3_600_000;
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const asker = user("svc-gateway", { org: "acme", permissions: ["api-keys:introspect"] });

export function introspectingTokens(setting: Setting): void {
  describe("POST /introspect", () => {
    const gone = new Set<string>();
    beforeEach(() => gone.clear());
    const owners = (id: string) => (gone.has(id) ? null : { active: true, permissions: ["a:b"] });
    const world = useWorld(setting, { keyring: { owners } });

    async function tokenOf(fields: CreateKey = {}): Promise<string> {
      const input = { orgId: "acme", permissions: ["bundles:read"], ...fields };
      return (await world().keyring.create(input, setup)).token;
    }

    const ask = (token: string, actor: Actor | null = asker, headers: object = {}): Promise<Answer> =>
      world()
        .as(actor)
        .post("/introspect", new URLSearchParams({ token }).toString(), { ...FORM, ...headers });

    /** What says why, if anything does; all but the moment. */
    const all = ({ status, headers, text }: Answer) => {
      const { date: _date, ...lasting } = headers as Record<string, string>;
      return JSON.stringify([status, lasting, text]);
    };

    it("tells of an active key what RFC 7662 has members for, and what it is besides", async () => {
      const token = await tokenOf({
        ...{ name: "CI", projectId: "shop", ownerId: "u-1", role: "reader", permissions: ["logs:*"] },
        ...{ notBefore: Date.UTC(2025, 0) + 1, expiresAt: Date.UTC(2030, 0) + 999 },
        ...{ allowedNetworks: ["10.0.0.0/8"], rateLimit: { requests: 9, seconds: 60 } },
      });
      const answer = await ask(token);

      expect(answer.status).toBe(200);
      expect(answer.headers["cache-control"]).toBe("no-store");
      expect(answer.body).toEqual({
        ...{ active: true, token_type: "Bearer", scope: "bundles:read logs:*", sub: "u-1" },
        ...{ jti: token.split("_")[2], iat: Date.UTC(2026, 0) / 1000 },
        ...{ nbf: Date.UTC(2025, 0) / 1000 + 1, exp: Date.UTC(2030, 0) / 1000 },
        ...{ name: "CI", number: 1, env: "live", org_id: "acme", project_id: "shop" },
        ...{ allowed_networks: ["10.0.0.0/8"], rate_limit: { requests: 9, seconds: 60 } },
      });
    });

    it("leaves out the standard's members that a key has no value for, but never the scope", async () => {
      const answer = await ask(await tokenOf({ permissions: [] }));

      expect(Object.keys(answer.body).sort()).toEqual(
        [
          ...["active", "token_type", "scope", "jti", "iat", "name", "number", "env", "org_id", "project_id"],
          ...["allowed_networks", "rate_limit"],
        ].sort(),
      );
      expect(answer.body).toMatchObject({ scope: "", project_id: null, allowed_networks: null });
    });

    it("takes JSON as well, and a hint of whatever kind", async () => {
      const token = await tokenOf();
      const form = await ask(token);
      const json = await world().as(asker).post("/introspect", { token });
      const hint = `token_type_hint=refresh_token&token=${token}`;
      const hinted = await world().as(asker).post("/introspect", hint, FORM);
      const spelled = await ask(token, asker, {
        "Content-Type": 'Application/X-WWW-Form-Urlencoded; charset="UTF-8"',
      });

      expect(form.body).toMatchObject({ active: true, scope: "bundles:read" });
      for (const answer of [json, hinted, spelled]) expect(all(answer)).toBe(all(form));
    });

    it("answers the same, byte for byte, for whatever is not to be told of", async () => {
      const { keyring, clock } = world();
      const [revoked, disabled, rotated] = [await tokenOf(), await tokenOf(), await tokenOf()];
      const [expired, ownerless] = [
        await tokenOf({ expiresAt: clock.now() + HOUR }),
        await tokenOf({ ownerId: "u-gone" }),
      ];
      gone.add("u-gone");
      await keyring.revoke({ token: revoked }, setup);
      await keyring.update({ token: disabled }, { enabled: false }, setup);
      await keyring.rotate({ token: rotated }, setup, { overlap: 0 });
      clock.advance(HOUR);
      const inactive = [
        ...[revoked, disabled, rotated, expired, await tokenOf({ notBefore: clock.now() + HOUR })],
        ...[ownerless, await tokenOf({ orgId: "other" }), await tokenOf({ orgId: null })],
        ...[
          UNKNOWN_TOKEN,
          `${UNKNOWN_TOKEN} `,
          "acme_live_",
          "",
          "rubbish",
          "é",
          "\u0000",
          "x".repeat(60_000),
        ],
        ...["undefined", "[object Object]", "' or 1=1 --", "Bearer " + revoked, "0"],
      ];
      const fine = await tokenOf();
      const answers = [
        ...(await Promise.all(inactive.map((token) => ask(token)))),
        await ask(fine, otherAdmin),
        await ask(fine, acmeMember),
        await ask(fine, user("svc", { org: "acme", project: "shop", permissions: ["*:*"] })),
      ];

      expect(new Set(answers.map(all)).size).toBe(1);
      expect([answers[0]?.status, answers[0]?.text]).toEqual([200, '{"active":false}']);
      expect((await ask(fine)).body).toMatchObject({ active: true });
    });

    it("goes by the covering grant: one of the organization helps nothing where the project's lacks it", async () => {
      const token = await tokenOf({ projectId: "shop" });
      const grants = [
        { org: "acme", permissions: ["api-keys:*"], reach: "all" },
        { org: "acme", project: "shop", permissions: ["api-keys:read"], reach: "all" },
      ] as const;

      expect((await ask(token, { kind: "user", id: "u-1", grants })).text).toBe('{"active":false}');
      expect((await ask(token, acmeAdmin)).body).toMatchObject({ active: true });
    });

    it("is for keys as well, about keys of their owner", async () => {
      const may = { permissions: ["api-keys:introspect"], ownerId: "u-1" };
      const [acting, own, other] = [await tokenOf(may), await tokenOf({ ownerId: "u-1" }), await tokenOf()];
      const asked = async (token: string) =>
        (await world().withKey(acting).post("/introspect", `token=${token}`, FORM)).body;

      expect(await asked(own)).toMatchObject({ active: true, sub: "u-1" });
      expect(await asked(acting)).toMatchObject({ active: true, scope: "api-keys:introspect" });
      expect(await asked(other)).toEqual({ active: false });
    });

    it("tells of a revocation at once, and of an old token when its overlap ends", async () => {
      const { keyring, clock } = world();
      const token = await tokenOf();
      const { token: newer } = await keyring.rotate({ token }, setup, { overlap: 60 });
      const [older, current] = [await ask(token), await ask(newer)];
      await keyring.revoke({ token }, setup);

      expect(older.body).toMatchObject({ active: true, exp: clock.now() / 1000 + 60 });
      expect(current.body).not.toHaveProperty("exp");
      expect((await ask(newer)).text).toBe('{"active":false}');
    });

    it("is no use of the key, and nothing is written", async () => {
      const { keyring, store, clock } = world();
      const token = await tokenOf({
        rateLimit: { requests: 1, seconds: 60 },
        allowedNetworks: ["10.0.0.0/8"],
      });
      store.reset();
      for (let times = 0; times < 3; times++) expect((await ask(token)).body).toMatchObject({ active: true });
      expect(store.writes()).toBe(0);
      await keyring.close();
      clock.advance(HOUR);
      const { body } = await world().as(operator).get("/keys/1/usage");

      expect(body.data).toEqual([]);
      expect((await world().as(operator).get("/keys/1")).body.last_used_at).toBeNull();
    });

    it.each<[string, string, number, string]>([
      ["no token", "", 400, "invalid_field"],
      ["only a hint", "token_type_hint=access_token", 400, "invalid_field"],
      ["two tokens", "token=a&token=b", 400, "invalid_field"],
      ["three tokens", "token=a&token=b&token=c", 400, "invalid_field"],
      ["two hints", "token=a&token_type_hint=b&token_type_hint=c", 400, "invalid_field"],
      ["an unknown field", "token=a&client_id=b", 400, "unknown_field"],
      ["a field of the prototype", "token=a&__proto__=b", 400, "unknown_field"],
      ["a token in brackets", "token[]=a", 400, "unknown_field"],
      ["JSON that says it is a form", '{"token":"a"}', 400, "invalid_request"],
      ["20,000 fields", "a=&".repeat(20_000), 400, "unknown_field"],
      ["more than 64 KB", `token=${"x".repeat(65_536)}`, 413, "body_too_large"],
    ])("refuses a form with %s", async (_what, text, status, code) => {
      const answer = await world().as(asker).post("/introspect", text, FORM);

      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.text.length).toBeLessThan(8_000);
      expect(world().store.touches()).toBe(0);
    });

    it("refuses what is no text in JSON", async () => {
      for (const token of [1, true, null, {}, ["a"], undefined]) {
        const answer = await world().as(asker).post("/introspect", { token });
        expect([answer.status, answer.body.code]).toEqual([400, "invalid_field"]);
      }
      expect(world().store.touches()).toBe(0);
    });

    it("never says the token, not to who sends it alone either", async () => {
      const token = await tokenOf();
      const answers = [
        await world().as(asker).post("/introspect", token, FORM),
        await world().as(asker).post("/introspect", `token=${token}&token=${token}`, FORM),
        await world().as(acmeReader).post("/introspect", `token=${token}`, FORM),
        await world().as(null).post("/introspect", `token=${token}`, FORM),
        await ask(token),
        await ask(token, otherAdmin),
        await world().as(asker).post("/introspect", `${token}=`, FORM),
        await world()
          .as(asker)
          .post("/introspect", { [token]: token }),
        await world().as(asker).post(`/introspect?${token}`, { token }),
      ];

      expect(answers.map(({ status }) => status)).toEqual([400, 400, 403, 401, 200, 200, 400, 400, 400]);
      const secret = (token.split("_").at(-1) ?? "").slice(0, 5);
      const told = answers.map(({ text, headers }) => [text, headers as unknown]);
      expect(JSON.stringify([told, await world().changes(), world().faults])).not.toContain(secret);
    });

    it("is 401 for nobody, with a challenge, and 405 for all but POST", async () => {
      const nobody = await ask(UNKNOWN_TOKEN, null);
      const got = await world().as(asker).get(`/introspect?token=${UNKNOWN_TOKEN}`);

      expect([nobody.status, nobody.headers["www-authenticate"]]).toEqual([401, 'Bearer realm="api"']);
      expect([got.status, got.headers["allow"]]).toEqual([405, "POST"]);
    });

    it("is 403 when a page of another site sends the form", async () => {
      for (const headers of [
        { "Sec-Fetch-Site": "cross-site" },
        { Origin: "http://evil.example" },
        { Origin: "null" },
      ]) {
        const answer = await ask(UNKNOWN_TOKEN, asker, headers);
        expect([answer.status, answer.body.code]).toEqual([403, "cross_site_request"]);
      }
    });
  });

  describe("POST /introspect with a form that the application has parsed", () => {
    const world = useWorld(setting, {
      before: (app) => app.use(express.json(), express.urlencoded({ extended: true })),
    });

    it("takes it as it is, and still checks it", async () => {
      const { token } = await world().keyring.create({ orgId: "acme", permissions: [] }, setup);
      const send = (text: string) => world().as(asker).post("/introspect", text, FORM);
      const answers = [
        await send(`token=${token}`),
        await send(`token=${token}&token=${token}`),
        await send(`token[a]=${token}`),
        await send("a=b"),
        await send(""),
      ];

      expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
        [200, undefined],
        [400, "invalid_field"],
        [400, "invalid_field"],
        [400, "unknown_field"],
        [400, "invalid_field"],
      ]);
      expect(answers[0]?.body).toMatchObject({ active: true });
      expect((await world().as(asker).post("/introspect", { token })).body).toMatchObject({ active: true });
    });
  });
}
