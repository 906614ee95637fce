import { invalidFields, LatchkeyError } from "@latchkey/core";
import * as core from "zod/v4/core";
import * as z from "zod";

import type { WireFormat } from "../../src/index.js";
import { acmeAdmin, acmeReader } from "../world/actors.js";
import { setup } from "../world/world.js";
import { shown } from "./formats.js";
import { useService } from "./service.js";

const SECRET = "a secret of the application's";
const bug = new TypeError(SECRET);
let thrown: unknown;
const fails = (): never => {
  throw thrown;
};

const reading: WireFormat = { ...shown, readCreate: fails, readUpdate: fails, readList: fails };

/** What readers throw of wrong input, and the fields that the refusal names. */
const REFUSALS: readonly (readonly [string, unknown, number, string, readonly string[]])[] = [
  ["an error of core's", new LatchkeyError("grant_required", "Say which."), 400, "grant_required", []],
  ["another code", new LatchkeyError("quota_exceeded", "No more."), 409, "quota_exceeded", []],
  [
    "an error of the other module format",
    Object.assign(new Error("Wrong."), { name: "LatchkeyError", code: "invalid_request" }),
    400,
    "invalid_request",
    [],
  ],
  [
    "wrong fields",
    invalidFields([{ path: ["of", 2, "list"], message: "is wrong" }]),
    400,
    "invalid_field",
    ["of[2].list"],
  ],
  [
    "core's name of a field",
    invalidFields([{ path: ["name"], message: "is" }]),
    400,
    "invalid_field",
    ["label"],
  ],
  ["zod's error", zodError(z.object({ mode: z.enum(["a"]) }), { mode: 1 }), 400, "invalid_field", ["mode"]],
  ["zod's of the core", coreError(), 400, "invalid_field", ["mode"]],
  [
    "zod's of an unknown field",
    zodError(z.strictObject({}), { x: 1, y: 2 }),
    400,
    "unknown_field",
    ["x", "y"],
  ],
  ["zod's of no object", zodError(z.strictObject({}), []), 400, "invalid_request", []],
];

describe("a format whose readers throw", () => {
  const service = useService({ wire: reading });
  let path: string;
  beforeEach(async () => {
    const { key } = await service().keyring.create({ orgId: "acme", permissions: [] }, setup);
    path = `/k-${key.id}`;
  });

  const ask = async () => [
    await service().ask(acmeAdmin, "post", "").send({}),
    await service().ask(acmeAdmin, "patch", path).send({}),
    await service().ask(acmeAdmin, "get", ""),
  ];

  it.each(REFUSALS)("%s: is a refusal in its own shape", async (_what, error, status, code, fields) => {
    thrown = error;
    for (const answer of await ask()) {
      expect([answer.status, answer.body]).toMatchObject([status, { errors: [{ code, fields }] }]);
    }
    expect(service().faults).toEqual([]);
  });

  it.each([bug, undefined, null, "router", "route", 0])(
    "what is no refusal goes to the application, and shows nothing: %s",
    async (error) => {
      thrown = error;
      for (const answer of await ask()) {
        expect([answer.status, answer.body]).toEqual([500, { fault: "the application's own" }]);
        expect(answer.headers["cache-control"]).toContain("no-store");
      }
      expect(service().faults).toHaveLength(3);
      for (const fault of service().faults) expect(fault).toBeInstanceOf(TypeError);
      if (error === bug) expect(service().faults).toEqual([bug, bug, bug]);
    },
  );

  it("nobody reads anything for those who may not ask", async () => {
    thrown = bug;
    const answers = [
      await service().ask(acmeReader, "post", "").send({}),
      await service().ask(acmeReader, "patch", path).send({}),
      await service().ask(null, "get", ""),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 401]);
    expect(service().faults).toEqual([]);
  });
});

describe("a format that cannot write its answers", () => {
  const loop: Record<string, unknown> = {};
  loop["self"] = loop;
  const unwritable: WireFormat = {
    ...shown,
    key: fails,
    list: () => loop,
    created: () => ({ status: 201, headers: { Location: "/somewhere" }, body: loop }),
    error: fails,
  };
  const service = useService({ wire: unwritable });

  it.each([zodError(z.string(), 1), "router", undefined])(
    "is the application's fault, and leaves nothing of its answer behind: %s",
    async (error) => {
      thrown = error;
      const { key } = await service().keyring.create({ orgId: "acme", permissions: [] }, setup);
      const answers = [
        await service().ask(acmeAdmin, "get", ""),
        await service().ask(acmeAdmin, "get", `/k-${key.id}`),
        await service().ask(acmeAdmin, "post", "").send({}),
        await service().ask(null, "get", ""),
        await service().ask(acmeAdmin, "get", "/x/y/z"),
      ];

      for (const { status, body, headers } of answers) {
        expect([status, body]).toEqual([500, { fault: "the application's own" }]);
        expect(headers).not.toHaveProperty("location");
      }
      expect(service().faults).toHaveLength(5);
      expect(JSON.stringify(answers.map(({ headers }) => headers))).not.toContain(SECRET);
    },
  );
});

function zodError(schema: z.ZodType, input: unknown): unknown {
  return schema.safeParse(input).error;
}

function coreError(): unknown {
  const schema = z.object({ mode: z.enum(["a"]) });
  try {
    return core.parse(schema, { mode: "b" });
  } catch (error) {
    return error;
  }
}
