import { systemActor, type Actor } from "@latchkey/core";

import { acmeAdmin } from "../world/actors.js";
import type { Setting } from "../world/settings.js";
import { useWorld } from "../world/world.js";

const SECRET = "hunter2";
const withCode = Object.assign(new TypeError(SECRET), { code: "ECONNREFUSED" });

/** What an `actor` function can do besides telling who is asking. */
const FAILURES: readonly (readonly [string, () => unknown])[] = [
  [
    "throws",
    () => {
      throw withCode;
    },
  ],
  ["rejects", () => Promise.reject(withCode)],
  [
    "throws undefined",
    () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- what applications do
      throw undefined;
    },
  ],
  ["gives a system actor", () => systemActor("router")],
  ["promises a system actor", async () => systemActor("router")],
  ["gives true", () => true],
  ["gives a name", () => "u-1"],
  ["gives an empty object", () => ({})],
  ["gives a list", () => [acmeAdmin]],
  ["gives another kind", () => ({ ...acmeAdmin, kind: "admin" })],
  ["gives a user without grants", () => ({ kind: "user", id: "u-1" })],
  ["gives a user without id", () => ({ kind: "user", id: "", grants: [] })],
  [
    "gives a grant without reach",
    () => ({ kind: "user", id: "u-1", grants: [{ org: "acme", permissions: ["*:*"] }] }),
  ],
  [
    "gives a user whose grants throw",
    () => ({
      ...acmeAdmin,
      get grants() {
        throw withCode;
      },
    }),
  ],
  [
    "gives a grant that throws",
    () => ({
      ...acmeAdmin,
      grants: [
        {
          get permissions() {
            throw withCode;
          },
        },
      ],
    }),
  ],
  ["gives a proxy that throws", () => new Proxy(acmeAdmin, { get: readFailing })],
  ["gives grants that are no list", () => ({ ...acmeAdmin, grants: new Set() })],
  ["gives a grant that is null", () => ({ ...acmeAdmin, grants: [null] })],
  [
    "gives permissions that are no list",
    () => ({ ...acmeAdmin, grants: [{ org: "acme", reach: "all", permissions: "*:*" }] }),
  ],
  ["gives a key without id", () => ({ kind: "key" })],
];

const REQUESTS = [
  ["get", "/keys", undefined],
  ["get", "/self", undefined],
  ["post", "/keys", { permissions: [] }],
  ["delete", "/keys/1", undefined],
] as const;

export function failingActors(setting: Setting): void {
  describe("an actor function that", () => {
    let actorOf: () => unknown = () => null;
    const world = useWorld(setting, { actor: () => actorOf() as Actor | null });
    let warnings: jest.SpyInstance;

    beforeEach(() => {
      warnings = jest.spyOn(process, "emitWarning").mockImplementation(() => {});
    });
    afterEach(() => warnings.mockRestore());

    it.each(FAILURES)("%s is 503 everywhere, and nobody is let in", async (_how, failure) => {
      actorOf = failure;
      for (const [method, path, body] of REQUESTS) {
        const answer = await world().as(null).send(method, path, body);
        expect([answer.status, answer.body.code]).toEqual([503, "identity_unavailable"]);
        expect(Number(answer.headers["retry-after"])).toBeGreaterThanOrEqual(1);
        expect(answer.text).not.toContain("hunter2");
      }
      expect(world().store.writes()).toBe(0);
      expect(world().faults).toEqual([]);
    });

    it.each([
      ["null", () => null],
      ["undefined", () => undefined],
      ["a promise of null", async () => null],
    ])("gives %s is 401", async (_what, nobody) => {
      actorOf = nobody;
      for (const [method, path, body] of REQUESTS) {
        const answer = await world().as(null).send(method, path, body);
        expect([answer.status, answer.body.code]).toEqual([401, "credentials_required"]);
      }
      expect(warnings).not.toHaveBeenCalled();
    });

    it("gives something that reads differently the second time is taken by the first", async () => {
      const strong = { org: "*", permissions: ["*:*"], reach: "all" };
      const weak = { org: "acme", permissions: ["api-keys:create"], reach: "all" };
      actorOf = () =>
        twoFaced(
          { kind: "user", id: "u-1", grants: [twoFaced(weak, strong)] },
          { kind: "system", id: "u-2", name: "router", grants: [strong] },
        );
      const self = await world().as(null).get("/self");
      const created = await world().as(null).post("/keys", { permissions: [] });
      const refused = await world()
        .as(null)
        .post("/keys", { permissions: ["*:*"] });
      const changes = await world().changes();

      expect(self.body).toMatchObject({ kind: "user", id: "u-1", grants: [{ ...weak, project: null }] });
      expect([created.status, refused.status]).toEqual([201, 403]);
      expect(changes).toMatchObject([{ actorKind: "user", actorId: "u-1" }]);
    });

    it("fails is warned of once until it works again, by name and code of the error alone", async () => {
      for (const next of [failing, failing, working, failing]) {
        actorOf = next;
        await world().as(null).get("/self");
      }

      expect(warnings).toHaveBeenCalledTimes(2);
      const [text, options] = warnings.mock.calls[0] as [string, { code: string }];
      expect(text).toContain("(TypeError ECONNREFUSED)");
      expect(text).not.toContain("hunter2");
      expect(options.code).toBe("LATCHKEY_ACTOR_UNAVAILABLE");
    });

    it("gives the same frozen object each time finds it unchanged, and each request recorded by itself", async () => {
      const frozen = Object.freeze({ ...acmeAdmin });
      actorOf = async () => frozen;
      await world().as(null).post("/keys", { permissions: [] });
      await world().as(null).post("/keys", { permissions: [] });
      const changes = await world().changes();

      expect(changes.map(({ address }) => address)).toEqual(["127.0.0.1", "127.0.0.1"]);
      expect(new Set(changes.map(({ requestId }) => requestId)).size).toBe(2);
    });

    it("says where a request comes from is believed", async () => {
      actorOf = () => ({ ...acmeAdmin, address: "192.0.2.7", requestId: "r-1" });
      await world().as(null).post("/keys", { permissions: [] });

      expect(await world().changes()).toMatchObject([{ address: "192.0.2.7", requestId: "r-1" }]);
    });
  });
}

function failing(): never {
  throw withCode;
}

function working(): Actor {
  return acmeAdmin;
}

/** Lets a promise be made of it, and no more. */
function readFailing(_actor: object, field: string | symbol): undefined {
  if (field !== "then") throw withCode;
}

/** What is read a second time is something stronger. */
function twoFaced(first: object, second: object): object {
  const read = new Set<string | symbol>();
  return new Proxy(first, {
    get(target, field) {
      const face = read.has(field) ? { ...target, ...second } : target;
      read.add(field);
      return Reflect.get(face, field) as unknown;
    },
  });
}
