import { randomBytes } from "node:crypto";

import fc from "fast-check";

import type { Actor, CreateKey, CreateRole, Grant, Keyring, Owner, UpdateKey } from "../../src/index.js";

export const ROLES = { reader: ["bundles:read"], keeper: ["api-keys:*"], admin: ["*:*"] };

const PERMISSIONS = ["bundles:read", "bundles:*", "x:y", "*:read", "api-keys:*", "api-roles:*", "*:*"];
const NETWORKS = [["10.0.0.0/8"], ["10.1.0.0/16"], ["10.1.2.3", "10.1.0.0/16"], ["192.0.2.0/24"]];
const RATES = [
  { requests: 100, seconds: 60 },
  { requests: 50, seconds: 30 },
  { requests: 10, seconds: 1 },
];
const CUSTOM = ["r1", "r2"];

/** What a call names of keys, roles and actors are numbers, taken modulo as many as there are. */
export interface Call {
  readonly kind: keyof typeof CALLS;
  readonly by: number;
  readonly on: number;
  readonly inputs: readonly CreateKey[];
  readonly fields: UpdateKey;
  readonly role: CreateRole;
}

/** What calls refer to: ids of keys and of custom roles. */
export interface Known {
  readonly keys: readonly string[];
  readonly roles: readonly string[];
}

/** What a call makes known: ids of keys that it showed the tokens of. */
export interface Shown {
  readonly tokens: Readonly<Record<string, string>>;
}

type Run = (keyring: Keyring, call: Call, known: Known, actor: Actor) => Promise<Shown>;

const keyOf = ({ on }: Call, { keys }: Known) => ({ id: keys[on % Math.max(1, keys.length)] ?? "none" });
const roleOf = ({ on }: Call, { roles }: Known) => roles[on % Math.max(1, roles.length)] ?? "none";
const NOTHING: Shown = { tokens: {} };

function newOldToken(): string {
  return `old-${randomBytes(16).toString("hex")}`;
}

/** Every kind of call that changes what keys can do, or shows a token. */
export const CALLS = {
  async create(keyring, { inputs }, _, actor) {
    const { key, token } = await keyring.create(inputs[0] ?? {}, actor);
    return { tokens: { [key.id]: token } };
  },
  async createMany(keyring, { inputs }, _, actor) {
    const created = await keyring.createMany(inputs, actor);
    return { tokens: Object.fromEntries(created.map(({ key, token }) => [key.id, token])) };
  },
  async import(keyring, { inputs }, _, actor) {
    const brought = inputs.map((input) => ({ ...input, foreign: "old", token: newOldToken() }));
    const outcomes = await keyring.import(brought, actor);
    const tokens = outcomes.map((each, index) =>
      each.outcome === "imported" && each.key !== null ? [[each.key.id, brought[index]?.token ?? ""]] : [],
    );
    return { tokens: Object.fromEntries(tokens.flat()) as Record<string, string> };
  },
  async update(keyring, call, known, actor) {
    await keyring.update(keyOf(call, known), call.fields, actor);
    return NOTHING;
  },
  async rotate(keyring, call, known, actor) {
    const { key, token } = await keyring.rotate(keyOf(call, known), actor, { overlap: (call.on % 2) * 60 });
    return { tokens: { [key.id]: token } };
  },
  async reveal(keyring, call, known, actor) {
    const ref = keyOf(call, known);
    return { tokens: { [ref.id]: await keyring.reveal(ref, actor) } };
  },
  async revoke(keyring, call, known, actor) {
    await keyring.revoke(keyOf(call, known), actor);
    return NOTHING;
  },
  async endOverlap(keyring, call, known, actor) {
    await keyring.endOverlap(keyOf(call, known), actor);
    return NOTHING;
  },
  async createRole(keyring, { role }, _, actor) {
    await keyring.roles.create(role, actor);
    return NOTHING;
  },
  async updateRole(keyring, call, known, actor) {
    await keyring.roles.update(roleOf(call, known), { permissions: call.role.permissions }, actor);
    return NOTHING;
  },
  async deleteRole(keyring, call, known, actor) {
    await keyring.roles.delete(roleOf(call, known), actor);
    return NOTHING;
  },
} satisfies Record<string, Run>;

const permissions = fc.oneof(
  fc.subarray(PERMISSIONS, { maxLength: 2 }),
  fc.subarray(PERMISSIONS, { maxLength: 2 }).map((list) => ["api-keys:*", "api-roles:*", ...list]),
);
const sides = fc.record(
  {
    expiresAt: fc.constantFrom(null, Date.UTC(2027, 5), Date.UTC(2027, 6)),
    allowedNetworks: fc.constantFrom(null, ...NETWORKS),
    rateLimit: fc.constantFrom(null, ...RATES),
  },
  { requiredKeys: [] },
);
const grants = fc.oneof(
  { weight: 5, arbitrary: permissions.map((list) => ({ permissions: list, role: null, inherits: false })) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(...Object.keys(ROLES), ...CUSTOM)
      .map((role) => ({ role, permissions: null, inherits: false })),
  },
  { weight: 2, arbitrary: fc.constant({ inherits: true, role: null, permissions: null }) },
);
const place = fc.record(
  {
    orgId: fc.constantFrom("a", "a", "b", null),
    projectId: fc.constantFrom("p", null),
    ownerId: fc.constantFrom("u1", "u2", null),
    env: fc.constantFrom("live" as const, "live" as const, "test" as const),
  },
  { requiredKeys: [] },
);

/** A key to be made. */
export const input: fc.Arbitrary<CreateKey> = fc
  .tuple(
    grants,
    fc.oneof(sides, fc.constant({})),
    fc.oneof({ weight: 1, arbitrary: place }, { weight: 3, arbitrary: fc.constant({}) }),
  )
  .map(([granted, bounds, where]) => ({ ...granted, ...bounds, ...where }));

const fields: fc.Arbitrary<UpdateKey> = fc
  .tuple(fc.option(grants, { nil: {} }), fc.oneof(sides, fc.constant({})))
  .map(([granted, bounds]) => ({ ...granted, ...bounds }));

const kinds = Object.keys(CALLS) as (keyof typeof CALLS)[];

export const call: fc.Arbitrary<Call> = fc.record({
  kind: fc.constantFrom("create" as const, "update" as const, "updateRole" as const, ...kinds),
  by: fc.nat(23),
  on: fc.nat(23),
  inputs: fc.array(input, { minLength: 1, maxLength: 2 }),
  fields,
  role: fc.record({ name: fc.constantFrom(...CUSTOM), permissions }),
});

export const owner: fc.Arbitrary<Owner | null> = fc.option(
  fc.record({ active: fc.constantFrom(true, true, true, false), permissions }),
  { nil: null, freq: 8 },
);

const grant = fc
  .tuple(permissions, fc.constantFrom("own" as const, "all" as const))
  .map(([list, reach]) => ({ permissions: ["api-keys:*", "api-roles:*", ...list], reach }));

/** A person with a grant of organization "a", and perhaps another one of a project in it. */
export const person: fc.Arbitrary<Actor> = fc
  .tuple(fc.constantFrom("u1", "u2", "u9"), grant, fc.option(fc.tuple(grant, permissions)))
  .map(([id, inOrganization, inProject]): Actor => {
    const within: Grant[] = [{ org: "a", ...inOrganization }];
    if (inProject !== null) within.push({ org: "a", project: "p", reach: "all", permissions: inProject[1] });
    return { kind: "user", id, grants: within };
  });
