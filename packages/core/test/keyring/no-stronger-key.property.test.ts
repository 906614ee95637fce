import fc from "fast-check";

import { keyActor, systemActor, type Actor, type KeyringOptions, type Owner } from "../../src/index.js";
import { OLD } from "../foreign/legacy.js";
import { call, CALLS, input, owner, person, ROLES, type Call, type Shown } from "./management-calls.js";
import { owners } from "./owners.js";
import { ring, type Ring } from "./ring.js";
import {
  beyond,
  everyOne,
  gainedBeyond,
  powerOf,
  strengths,
  type Power,
  type Strengths,
} from "./strength.js";

// SECURITY: no sequence of management calls yields a key stronger than its maker (P6).
const OPTIONS: Partial<KeyringOptions> = {
  roles: ROLES,
  environments: ["live", "test"],
  reveal: { sealingKeys: [{ version: 1, secret: "a sealing key of thirty-two bytes" }] },
  policy: { maxKeysPerProject: null },
  foreign: [OLD],
};

/** A call, or news of an owner. */
const step = fc.oneof(
  { weight: 19, arbitrary: call },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom("u1", "u2"), owner) },
);
const history = fc.record({
  owners: fc.tuple(owner, owner),
  roles: fc.tuple(call, call),
  people: fc.array(person, { minLength: 2, maxLength: 3 }),
  first: fc.array(input, { minLength: 3, maxLength: 6 }),
  steps: fc.array(step, { minLength: 10, maxLength: 40, size: "max" }),
});

const succeeded = new Map<string, number>();

it("random sequences of calls by users and keys never yield a key stronger than who made, changed or saw it", async () => {
  const property = fc.asyncProperty(history, (lived) => live(lived));
  await fc.assert(property, { numRuns: 100, interruptAfterTimeLimit: 40_000 });
  // The property says nothing of calls that were all refused.
  for (const kind of Object.keys(CALLS)) expect([kind, succeeded.get(kind) ?? 0]).not.toEqual([kind, 0]);
});

async function live({
  owners: [u1, u2],
  roles,
  people,
  first,
  steps,
}: Arbitrary<typeof history>): Promise<void> {
  const everybody = owners({ u1, u2 });
  const made = ring({ ...OPTIONS, owners: everybody.find });
  const world = { store: made.store, roles: ROLES, owners: everybody.known };
  const tokens: Record<string, string> = {};
  const known = { keys: [] as string[], roles: [] as string[] };

  async function attempt(of: Call, actor: Actor, judge: typeof expectWithin | undefined): Promise<void> {
    const before = await strengths(world);
    let shown: Shown = { tokens: {} };
    try {
      shown = await CALLS[of.kind](made.keyring, of, known, actor);
      if (judge) succeeded.set(of.kind, (succeeded.get(of.kind) ?? 0) + 1);
    } catch (error) {
      if ((error as { code?: string }).code === undefined) throw error;
    }
    const after = await strengths(world);
    judge?.(of, powerOf(actor, before), { before, after }, Object.keys(shown.tokens));
    Object.assign(tokens, shown.tokens);
    known.keys = [...new Set([...known.keys, ...after.keys()])];
    known.roles = (await made.store.findRoles({ by: "all", limit: 100 })).map(({ id }) => id);
  }

  const setUp = (of: Partial<Call>) => attempt({ ...roles[0], ...of }, systemActor("setup"), undefined);
  for (const [index, { role }] of roles.entries())
    await setUp({ kind: "createRole", role: { orgId: "a", ...role, name: `r${index + 1}` } });
  // Keys that were there before: of "u1", in "a", unless they say otherwise.
  for (const each of first)
    await setUp({ kind: "create", inputs: [{ orgId: "a", ownerId: "u1", env: "live", ...each }] });
  for (const next of steps) {
    if (Array.isArray(next)) {
      say(made, everybody.known, next);
      continue;
    }
    const actors = [...people, ...known.keys.map((keyId) => keyActor({ keyId }))];
    await attempt(next, actors[next.by % actors.length] as Actor, expectWithin);
  }
  await expectVerified(made, tokens, await strengths(world));
}

type Arbitrary<T> = T extends fc.Arbitrary<infer Value> ? Value : never;

/** Owners are remembered for a moment: let it pass. */
function say(
  made: Ring,
  known: Record<string, Owner | null | "failing">,
  [id, news]: [string, Owner | null],
) {
  known[id] = news;
  made.clock.advance(10_000);
}

/** Judges a call by what its actor could hand out before it. */
function expectWithin(
  { kind }: Call,
  power: Power,
  { before, after }: { readonly before: Strengths; readonly after: Strengths },
  shown: readonly string[],
): void {
  for (const [id, key] of after) {
    const was = before.get(id);
    const isChanged = JSON.stringify(was) !== JSON.stringify(key);
    const isByRole = kind === "updateRole" || kind === "deleteRole";
    const faults =
      was !== undefined && isByRole
        ? gainedBeyond(power, was, key)
        : isChanged || shown.includes(id)
          ? [...beyond(power, key), ...(was === undefined ? [] : beyond(power, was))]
          : [];
    expect({ kind, key, faults }).toEqual({ kind, key, faults: [] });
  }
}

/** The oracle is of no use when it is wrong about what keys can do. */
async function expectVerified(made: Ring, tokens: Record<string, string>, keys: Strengths): Promise<void> {
  for (const [id, token] of Object.entries(tokens)) {
    const verdict = await made.keyring.verify(token, { address: "10.1.2.3" });
    if (!verdict.ok) continue;
    expect(everyOne(verdict.principal.permissions)).toEqual(keys.get(id)?.permissions);
  }
}
