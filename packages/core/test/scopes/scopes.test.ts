import { systemActor, type Actor, type Grant, type Scopes } from "../../src/index.js";
import { checkedScopes } from "../../src/scopes/checked-scopes.js";
import { codeOf, ring, user } from "../keyring/ring.js";

const ALL = { permissions: [], reach: "all" } as const;
const KNOWN = [
  { org: "a", name: "Acme", projects: [{ project: "p", name: "Site" }, { project: "q" }] },
  { org: "b", projects: [] },
];

function withGrants(...places: Pick<Grant, "org" | "project">[]): Actor {
  return { kind: "user", id: "ann", grants: places.map((place) => ({ ...ALL, ...place })) };
}

function scopes(fields: Partial<Record<keyof Scopes, unknown>> = {}): Scopes {
  return { validate: () => true, list: () => KNOWN, ...fields } as Scopes;
}

beforeEach(() => jest.spyOn(process, "emitWarning").mockReturnValue());
afterEach(() => jest.restoreAllMocks());

describe("the scopes of an actor, as the application knows them,", () => {
  const { keyring } = ring({ scopes: scopes() });

  it("are all for one who may go everywhere", async () => {
    expect(await keyring.scopes(withGrants({ org: "*" }))).toEqual(KNOWN);
    expect(await keyring.scopes(systemActor("test"))).toEqual(KNOWN);
  });

  it("are the organizations its grants cover, with all their projects", async () => {
    expect(await keyring.scopes(withGrants({ org: "a" }))).toEqual(KNOWN.slice(0, 1));
    expect(await keyring.scopes(withGrants({ org: "a" }, { org: "a", project: "p" }))).toEqual(
      KNOWN.slice(0, 1),
    );
  });

  it("are only the projects its grants cover, where no grant covers the organization", async () => {
    const found = await keyring.scopes(
      withGrants({ org: "a", project: "q" }, { org: "a", project: "unknown" }),
    );
    expect(found).toEqual([{ org: "a", name: "Acme", projects: [{ project: "q" }] }]);
  });

  it("are none without a grant, for keys without an organization, and where the application knows none", async () => {
    expect(await keyring.scopes(withGrants())).toEqual([]);
    expect(await keyring.scopes(withGrants({ org: null }, { org: "unknown" }))).toEqual([]);
  });

  it("are those of a key's own place when a key asks", async () => {
    const { key } = await keyring.create(
      { orgId: "a", projectId: "p", permissions: [] },
      systemActor("test"),
    );
    expect(await keyring.scopes({ kind: "key", keyId: key.id })).toEqual([
      { org: "a", name: "Acme", projects: [{ project: "p", name: "Site" }] },
    ]);
  });

  it("hold nothing that is not part of them", async () => {
    const list = () => [{ org: "a", secret: 1, projects: [{ project: "p", secret: 1 }] }];
    const made = ring({ scopes: scopes({ list }) });
    expect(await made.keyring.scopes(systemActor("test"))).toEqual([
      { org: "a", projects: [{ project: "p" }] },
    ]);
  });

  it("are asked for with the actor, and with nobody who cannot be read", async () => {
    const list = jest.fn(async () => KNOWN);
    const made = ring({ scopes: scopes({ list }) });
    const ann = user("ann", { permissions: [] });
    await made.keyring.scopes(ann);
    expect(await codeOf(made.keyring.scopes({ kind: "root" } as never))).toBe("identity_unavailable");
    expect(list.mock.calls).toEqual([[ann]]);
  });
});

describe("the scopes of an actor, without the application's word,", () => {
  it("are the organizations and projects that its grants name", async () => {
    const { keyring } = ring();
    const actor = withGrants(
      { org: "b" },
      { org: "a", project: "p" },
      { org: "*" },
      { org: null },
      { org: "a", project: "q" },
    );
    expect(await keyring.scopes(actor)).toEqual([
      { org: "b", projects: [] },
      { org: "a", projects: [{ project: "p" }, { project: "q" }] },
    ]);
    expect(await keyring.scopes(systemActor("test"))).toEqual([]);
  });
});

describe("an application that cannot say its scopes", () => {
  const DEADLINE = 20;
  const broken: [string, () => unknown][] = [
    [
      "throws",
      () => {
        throw new Error("secret words");
      },
    ],
    ["rejects", () => Promise.reject(new Error("secret words"))],
    ["never answers", () => new Promise(() => undefined)],
    ["gives nothing", () => undefined],
    ["gives a text", () => "a"],
  ];

  it.each<[string, () => unknown]>([
    ...broken,
    ["gives an organization that is none", () => [{ org: "*", projects: [] }]],
    ["gives an organization without projects", () => [{ org: "a" }]],
    ["gives a project that is none", () => [{ org: "a", projects: [{ project: "" }] }]],
    ["gives a name that is none", () => [{ org: "a", name: 7, projects: [] }]],
    ["gives a hole", () => [, { org: "a", projects: [] }]], // eslint-disable-line no-sparse-arrays
    ["gives true", () => true],
  ])("is 503 when list %s", async (_, list) => {
    const { list: asked } = checkedScopes(scopes({ list }), DEADLINE);
    const fault = await Promise.resolve(asked(systemActor("test"))).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: "identity_unavailable", retryAfter: 1 });
    expect((fault as Error).message).not.toContain("secret");
  });

  it.each<[string, () => unknown]>([...broken, ["gives 1", () => 1], ["gives null", () => null]])(
    "is 503 when validate %s, never a yes",
    async (_, validate) => {
      const { validate: asked } = checkedScopes(scopes({ validate }), DEADLINE);
      expect(await codeOf(Promise.resolve(asked("a", null)))).toBe("identity_unavailable");
    },
  );

  it("is warned of once until it works again, function by function", async () => {
    const warn = jest.mocked(process.emitWarning);
    let works = false;
    const list = () => (works ? [] : "nonsense");
    const asked = checkedScopes(scopes({ list, validate: () => undefined }), DEADLINE);
    const ask = () => codeOf(Promise.resolve(asked.list(systemActor("test"))));
    expect([await ask(), await ask()]).toEqual(["identity_unavailable", "identity_unavailable"]);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain("`scopes.list` gave something else");
    await codeOf(Promise.resolve(asked.validate("a", null)));
    expect(warn).toHaveBeenCalledTimes(2);
    works = true;
    expect(await ask()).toBe("resolved");
    works = false;
    await ask();
    expect(warn).toHaveBeenCalledTimes(3);
  });
});

describe("the option scopes", () => {
  it.each<[string, unknown, string]>([
    ["a function it does not know", { ...scopes(), lst: () => [] }, "did you mean `list`?"],
    ["no list", { validate: () => true }, "option `scopes` must have two functions"],
    ["no validate", { list: () => [] }, "option `scopes` must have two functions"],
    ["a list for a function", scopes({ list: [] }), "option `scopes` must have two functions"],
    ["a function", () => [], "option `scopes` must have two functions"],
    ["null", null, "option `scopes` must have two functions"],
  ])("is refused at construction with %s", (_, option, message) => {
    expect(() => ring({ scopes: option as Scopes })).toThrow(message);
  });

  it("may be an object of a class: its functions are called as its own", async () => {
    class Directory {
      private readonly org = "a";
      validate(org: string) {
        return org === this.org;
      }
      list() {
        return [{ org: this.org, projects: [] }];
      }
    }
    const { validate, list } = checkedScopes(new Directory(), 1_000);
    expect(await validate("a", null)).toBe(true);
    expect(await validate("b", null)).toBe(false);
    expect(await list(systemActor("test"))).toEqual([{ org: "a", projects: [] }]);
  });
});
