import { LatchkeyError } from "@latchkey/core";

import { acmeMember, acmeReader, operator, otherAdmin } from "../world/actors.js";
import { READS, REQUESTS, targetsIn, UNSAFE, WRITES, type Targets } from "../world/requests.js";
import type { Setting } from "../world/settings.js";
import { databaseDown } from "../world/watched-store.js";
import { RETRIEVABLE, setup, useWorld, type Answer } from "../world/world.js";

const BODIED = REQUESTS.filter(({ body }) => body !== undefined);
const ON_KEYS = REQUESTS.filter(({ of }) => of === "key");
const ON_ROLES = REQUESTS.filter(({ of }) => of === "role");

/** What needs nothing of the database to be told to a user. */
const WITHOUT_STORE = ["GET /self", "GET /permissions", "GET /scopes"];
const WITH_STORE = REQUESTS.filter(({ name }) => !WITHOUT_STORE.includes(name));

export function everyRoute(setting: Setting): void {
  describe("every route", () => {
    const world = useWorld(setting, { keyring: RETRIEVABLE });
    let targets: Targets;
    beforeEach(async () => (targets = await targetsIn(world())));

    it.each(REQUESTS)("$name answers who may ask, and no cache keeps it", async ({ method, path, body }) => {
      const answer = await world().as(operator).send(method, path(targets), body);

      expect(answer.status).toBeLessThan(300);
      expect(answer.headers["cache-control"]).toBe("no-store");
      expect(world().faults).toEqual([]);
    });

    it.each(WRITES)("$name writes exactly once", async ({ method, path, body }) => {
      const before = (await world().changes()).length;
      await world().as(operator).send(method, path(targets), body);

      expect((await world().changes()).length).toBe(before + 1);
      expect(world().store.writes()).toBe(1);
    });

    it.each(READS)("$name writes nothing, and HEAD is the same without a body", async ({ path }) => {
      const got = await world().as(operator).get(path(targets));
      const head = await world().as(operator).head(path(targets));
      const nobody = await world().as(null).head(path(targets));

      const { date: _got, ...expected } = got.headers;
      const { date: _head, ...headers } = head.headers;
      expect([head.status, headers, head.text]).toEqual([200, expected, undefined]);
      expect([nobody.status, nobody.text]).toEqual([401, undefined]);
      expect(world().store.writes()).toBe(0);
    });

    it.each(REQUESTS)("$name is 401 for nobody", async ({ method, path, body }) => {
      const answer = await world().as(null).send(method, path(targets), body);

      expect([answer.status, answer.body.code]).toEqual([401, "credentials_required"]);
      expect(world().store.touches()).toBe(0);
    });

    it.each(UNSAFE)("$name is 403 for an actor that may only read", async ({ method, path, body }) => {
      const answer = await world().as(acmeReader).send(method, path(targets), body);

      expect([answer.status, answer.body.code]).toEqual([403, "insufficient_permissions"]);
      expect(world().store.writes()).toBe(0);
    });

    it.each(REQUESTS)("$name is 401 for a key that was revoked meanwhile", async ({ method, path, body }) => {
      const all = { orgId: "acme", ownerId: "u-1", permissions: ["*:*"] };
      const { key } = await world().keyring.create(all, setup);
      await world().keyring.revoke({ id: key.id }, setup);
      world().store.reset();
      const answer = await world().as({ kind: "key", keyId: key.id }).send(method, path(targets), body);

      expect([answer.status, answer.body.code]).toEqual([401, "key_revoked"]);
      expect(answer.headers["www-authenticate"]).toContain('error="invalid_token"');
      expect(world().store.writes()).toBe(0);
    });

    it.each(UNSAFE)("$name is 403 when another site sent it", async ({ method, path, body }) => {
      const cross = { "Sec-Fetch-Site": "cross-site" };
      const refused = await world().as(operator).send(method, path(targets), body, cross);
      const writes = world().store.writes();
      const same = { "Sec-Fetch-Site": "same-origin" };
      const allowed = await world().as(operator).send(method, path(targets), body, same);

      expect([refused.status, refused.body.code, writes]).toEqual([403, "cross_site_request", 0]);
      expect(allowed.status).toBeLessThan(300);
    });

    it.each(REQUESTS)("$name is 400 with a parameter nobody knows", async ({ method, path, body }) => {
      const answer = await world()
        .as(operator)
        .send(method, `${path(targets)}?a=1`, body);

      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: "unknown_field", errors: [{ path: "a" }] });
      expect(world().store.writes()).toBe(0);
    });

    it.each(BODIED)("$name is 400 with a field nobody knows", async ({ method, path, body }) => {
      for (const field of ["no_such_field", "constructor", "actor", "version"]) {
        const answer = await world()
          .as(operator)
          .send(method, path(targets), { ...body, [field]: 1 });
        expect(answer.status).toBe(400);
        expect(answer.body).toMatchObject({ code: "unknown_field", errors: [{ path: field }] });
      }
      expect(world().store.writes()).toBe(0);
    });

    it.each(BODIED)("$name is 400 with a body that is no object", async ({ method, path }) => {
      for (const text of ["[]", '"x"', "1", "null", "{", "[{}]"]) {
        const answer = await world()
          .as(operator)
          .send(method, path(targets), text, { "Content-Type": "application/json" });
        expect([text, answer.status, answer.body.code]).toEqual([text, 400, "invalid_request"]);
      }
      expect(world().store.writes()).toBe(0);
    });

    it.each(BODIED)("$name is 415 with a body of another type", async ({ method, path, route }) => {
      const forms = route.operation.form ? [] : ["application/x-www-form-urlencoded"];
      for (const type of ["text/plain", "multipart/form-data", ...forms]) {
        for (const text of ["", '{"a":1}']) {
          const headers = { "Content-Type": type, "Content-Length": String(text.length) };
          const answer = await world().as(operator).send(method, path(targets), text, headers);
          expect([type, answer.status, answer.body.code]).toEqual([type, 415, "unsupported_media_type"]);
        }
      }
      expect(world().store.touches()).toBe(0);
    });

    it.each(BODIED)("$name is 413 with more than 64 KB", async ({ method, path, body }) => {
      const large = JSON.stringify(body).padEnd(65_537);
      const type = { "Content-Type": "application/json" };
      const answer = await world().as(operator).send(method, path(targets), large, type);

      expect([answer.status, answer.body.code]).toEqual([413, "body_too_large"]);
      expect(world().store.touches()).toBe(0);
    });

    it.each(ON_KEYS)(
      "$name is the same 404 for another's key as for no key",
      async ({ method, path, body }) => {
        const { number } = await world().keyring.get({ id: targets.key }, setup);
        const refs = [targets.key, String(number), "0000000000000000", "999999", "no-key", "%31"];
        for (const actor of [otherAdmin, acmeMember]) {
          const answers = await Promise.all(
            refs.map((key) =>
              world()
                .as(actor)
                .send(method, path({ ...targets, key }), body),
            ),
          );
          expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
          expect(new Set(answers.map(withoutMoment)).size).toBe(1);
        }
        expect(world().store.writes()).toBe(0);
      },
    );

    it.each(ON_ROLES)(
      "$name is the same 404 for another organization's role as for no role",
      async ({ method, path, body }) => {
        const refs = [targets.role, "0000000000000000", "no-role", "b:none", "b%3Anone", "B:reader", "b:%zz"];
        const answers = await Promise.all(
          refs.map((role) =>
            world()
              .as(otherAdmin)
              .send(method, path({ ...targets, role }), body),
          ),
        );

        expect(answers.map(({ status }) => status)).toEqual(refs.map(() => 404));
        expect(new Set(answers.map(withoutMoment)).size).toBe(1);
        expect(world().store.writes()).toBe(0);
      },
    );

    it.each(WITH_STORE)("$name is 503 while the database is away", async ({ method, path, body }) => {
      const before = await world().changes();
      world().store.failWith(databaseDown);
      const down = await world().as(operator).send(method, path(targets), body);
      world().store.failWith(undefined);

      expect([down.status, down.body.code, down.headers["retry-after"]]).toEqual([
        503,
        "store_unavailable",
        "2",
      ]);
      expect(await world().changes()).toEqual(before);
    });

    it.each(WRITES)("$name is 503 when others hold the lock", async ({ method, path, body }) => {
      world().store.failWrites(new LatchkeyError("store_busy", "Others are writing.", { retryAfter: 1 }));
      const answer = await world().as(operator).send(method, path(targets), body);

      expect([answer.status, answer.body.code]).toEqual([503, "store_busy"]);
    });

    it.each(WITH_STORE)(
      "$name leaves to the application what nobody expected",
      async ({ method, path, body }) => {
        const bug = Object.assign(new Error("select * from secrets"), { code: "not_found", status: 404 });
        world().store.failWith(bug);
        const test = world()
          .raw(method, world().mount + path(targets))
          .set(world().headersOf(operator));
        const answer = await (body === undefined ? test : test.send(body));

        expect([answer.status, answer.body]).toEqual([500, { error: "internal" }]);
        expect(world().faults).toEqual([bug]);
      },
    );
  });
}

/** An answer without what is of its moment alone. */
function withoutMoment({ headers, body }: Answer): string {
  const { date: _date, ...lasting } = headers as Record<string, string>;
  return JSON.stringify([lasting, { ...body, request_id: "" }]);
}
