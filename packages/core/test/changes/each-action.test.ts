import { CHANGE_ACTIONS, type ChangeAction, type Keyring } from "../../src/index.js";
import { changesOf } from "../changes-of.js";
import { ring, user } from "../keyring/ring.js";

const actor = {
  ...user("u1", { org: "*", permissions: ["*:*"] }),
  name: "Ada\nLovelace",
  address: "192.0.2.7",
  requestId: "r-1\u2028",
};
const METADATA = { note: "one\ntwo\u2028three\u2029four\u0085five\u007f" };
const DAY = 86_400_000;

interface Scene {
  readonly keyring: Keyring;
  readonly now: () => number;
  readonly pass: (milliseconds: number) => void;
}

async function keyOf({ keyring }: Scene) {
  const { key } = await keyring.create(
    { orgId: "a", projectId: "p", permissions: ["bundles:read"], metadata: METADATA },
    actor,
  );
  return { id: key.id };
}

/** What leads to each action, and what its detail says of before and after. */
const ACTS: Record<ChangeAction, { act(scene: Scene): Promise<unknown>; readonly detail: object }> = {
  "key.created": {
    act: keyOf,
    detail: {
      before: null,
      after: { number: 1, metadata: METADATA, permissions: ["bundles:read"], version: 1 },
    },
  },
  "key.updated": {
    act: async (scene) => scene.keyring.update(await keyOf(scene), { name: "Two" }, actor),
    detail: { before: { name: "API key 1", version: 1 }, after: { name: "Two", version: 2 } },
  },
  "key.rotated": {
    act: async (scene) => scene.keyring.rotate(await keyOf(scene), actor, { overlap: 1 }),
    detail: { before: { overlapEndsAt: null, version: 1 }, after: { version: 2 } },
  },
  "key.overlap_ended": {
    async act(scene) {
      const ref = await keyOf(scene);
      await scene.keyring.rotate(ref, actor, { overlap: 1 });
      await scene.keyring.endOverlap(ref, actor);
    },
    detail: { before: { version: 2 }, after: { overlapEndsAt: null, version: 3 } },
  },
  "key.revoked": {
    act: async (scene) => scene.keyring.revoke(await keyOf(scene), actor, { reason: "left" }),
    detail: { before: { revokedAt: null, version: 1 }, after: { version: 2 }, reason: "left" },
  },
  "key.purged": {
    async act(scene) {
      await scene.keyring.revoke(await keyOf(scene), actor);
      await scene.keyring.purge({ revokedBefore: scene.now() + 1 }, actor);
    },
    detail: { number: 1, name: "API key 1" },
  },
  tokens_revealed: {
    act: async (scene) => scene.keyring.reveal(await keyOf(scene), actor),
    detail: { keys: [expect.any(String)] },
  },
  "role.created": {
    act: ({ keyring }) => keyring.roles.create({ orgId: "a", name: "clerk", permissions: ["a:b"] }, actor),
    detail: { after: { name: "clerk", permissions: ["a:b"] } },
  },
  "role.updated": {
    async act({ keyring }) {
      const { id } = await keyring.roles.create({ orgId: "a", name: "clerk", permissions: ["a:b"] }, actor);
      await keyring.roles.update(id, { permissions: ["a:c"] }, actor);
    },
    detail: { before: { permissions: ["a:b"] }, after: { permissions: ["a:c"] } },
  },
  "role.deleted": {
    async act({ keyring }) {
      const { id } = await keyring.roles.create({ orgId: "a", name: "clerk", permissions: ["a:b"] }, actor);
      await keyring.roles.delete(id, actor);
    },
    detail: { before: { name: "clerk", permissions: ["a:b"] } },
  },
  "owner.changed": { act: ({ keyring }) => keyring.ownerChanged("u2", actor), detail: {} },
  "changes.pruned": {
    async act(scene) {
      await keyOf(scene);
      scene.pass(DAY);
      await scene.keyring.prune({ changesBefore: scene.now() }, actor);
    },
    detail: { firstSeq: 2, removed: 1 },
  },
};

/** SECURITY.md 26 and 31, DESIGN.md §10 P3. */
describe("the row of each action", () => {
  it.each(CHANGE_ACTIONS)("says who, from where, before and after, on one line: %s", async (action) => {
    const reveal = { sealingKeys: [{ version: 1, secret: "s".repeat(32) }] };
    const { keyring, store, clock } = ring({ reveal });
    const { act, detail } = ACTS[action];
    await act({ keyring, now: () => clock.now(), pass: (milliseconds) => clock.advance(milliseconds) });

    const row = (await changesOf(store)).at(-1);
    expect(row).toMatchObject({
      action,
      at: clock.now(),
      actorKind: "user",
      actorId: "u1",
      actorName: "Ada\ufffdLovelace",
      address: "192.0.2.7",
      requestId: "r-1\ufffd",
    });
    expect(JSON.parse(row?.detail ?? "")).toMatchObject(detail);
    expect(row?.detail).toMatch(/^[^\p{Cc}\u2028\u2029]*$/u);
    expect(JSON.stringify(row)).toMatch(/^[^\p{Cc}\u2028\u2029]*$/u);
    expect(await keyring.changes.verify(actor)).toMatchObject({ ok: true });
  });

  it("names the place and the owner of a key", async () => {
    const { keyring, store } = ring();
    await keyOf({ keyring, now: () => 0, pass: () => undefined });
    expect((await changesOf(store))[0]).toMatchObject({ orgId: "a", projectId: "p", ownerId: "u1" });
  });
});
