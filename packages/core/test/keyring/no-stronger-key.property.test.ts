import fc from "fast-check";

import {
  keyActor,
  systemActor,
  type Actor,
  type ApiKey,
  type CreateKey,
  type Principal,
} from "../../src/index.js";
import { covers } from "../../src/permissions/permission.js";
import { ring } from "./ring.js";

// SECURITY: no sequence of management calls yields a key stronger than its maker (P6).
const PERMISSIONS = [
  "api-keys:create",
  "api-keys:read",
  "api-keys:update",
  "api-keys:*",
  "bundles:read",
  "bundles:*",
  "*:read",
  "*:*",
];
const ROLES = { reader: ["bundles:read"], keeper: ["api-keys:*"], admin: ["*:*"] };
const EXPIRIES = [null, null, Date.UTC(2026, 5, 1), Date.UTC(2026, 6, 1)];

const fields = fc.record(
  {
    permissions: fc.option(fc.subarray(PERMISSIONS, { maxLength: 2 }), { nil: null }),
    role: fc.constantFrom(null, null, ...Object.keys(ROLES)),
    expiresAt: fc.constantFrom(...EXPIRIES),
  },
  { requiredKeys: ["permissions"] },
);
const place = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        orgId: fc.constantFrom("a", "b", null),
        projectId: fc.constantFrom("p", "q", null),
        ownerId: fc.constantFrom("u1", "u2", null),
      },
      { requiredKeys: [] },
    ),
  },
);
const call = fc.oneof(
  fc.record({
    kind: fc.constant("create" as const),
    by: fc.nat(3),
    input: fc.tuple(fields, place).map(([f, p]) => ({ ...f, ...p })),
  }),
  fc.record({ kind: fc.constant("update" as const), by: fc.nat(3), on: fc.nat(9), input: fields }),
);

interface Holding {
  readonly actor: Actor;
  readonly number: number;
}

it("random sequences of calls by keys never yield a key stronger than the one that made or changed it", async () => {
  let succeeded = 0;
  const run = async (
    first: CreateKey,
    calls: readonly (typeof call extends fc.Arbitrary<infer T> ? T : never)[],
  ) => {
    const { keyring } = ring({ roles: ROLES });
    const root = systemActor("test");
    const made = await keyring.create({ orgId: "a", ownerId: "u1", ...first, role: "keeper" }, root);
    const holdings: Holding[] = [await holdingOf(keyring, made.token)];
    for (const { by, ...step } of calls) {
      const { actor, number } = holdings[by % holdings.length] as Holding;
      const maker = await keyring.get({ number }, root);
      try {
        const key =
          step.kind === "create"
            ? await keyring.create(step.input as CreateKey, actor).then(async (created) => {
                holdings.push(await holdingOf(keyring, created.token));
                return created.key;
              })
            : await keyring.update({ number: (step.on % holdings.length) + 1 }, step.input, actor);
        succeeded++;
        expectNoStronger(key, maker);
      } catch (error) {
        if ((error as { code?: string }).code === undefined) throw error;
      }
    }
  };
  await fc.assert(
    fc.asyncProperty(fields as fc.Arbitrary<CreateKey>, fc.array(call, { maxLength: 25 }), run),
    { numRuns: 300 },
  );
  // The property says nothing when everything is refused.
  expect(succeeded).toBeGreaterThan(50);
});

async function holdingOf(keyring: ReturnType<typeof ring>["keyring"], token: string): Promise<Holding> {
  const verdict = (await keyring.verify(token)) as { ok: true; principal: Principal };
  return { actor: keyActor(verdict.principal), number: verdict.principal.number };
}

function expectNoStronger(key: ApiKey, maker: ApiKey): void {
  const effective = ({ role, permissions }: ApiKey) => [
    ...(role ? ROLES[role as keyof typeof ROLES] : []),
    ...(permissions ?? []),
  ];
  const held = effective(maker);
  expect(effective(key).filter((permission) => !covers(held, permission))).toEqual([]);
  expect(key.orgId).toBe(maker.orgId);
  expect(key.ownerId).toBe(maker.ownerId);
  if (maker.projectId !== null) expect(key.projectId).toBe(maker.projectId);
  if (maker.expiresAt !== null) expect(key.expiresAt).not.toBeNull();
  expect(key.expiresAt ?? 0).toBeLessThanOrEqual(maker.expiresAt ?? Infinity);
}
