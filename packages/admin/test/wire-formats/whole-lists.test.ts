import type { Keyring, KeyPage } from "@latchkey/core";

import type { WireFormat } from "../../src/index.js";
import { acmeAdmin, acmeReader } from "../world/actors.js";
import { setup } from "../world/world.js";
import { numbered, shown } from "./formats.js";
import { useService } from "./service.js";

const whole: WireFormat = { ...shown, pages: "all" };

/** How often the keyring was asked for a page, and for tokens of how many keys. */
const asked = { lists: 0, tokens: [] as number[] };
beforeEach(() => Object.assign(asked, { lists: 0, tokens: [] }));

function counting(keyring: Keyring): Keyring {
  return {
    ...keyring,
    list(...query) {
      asked.lists++;
      return keyring.list(...query);
    },
    revealMany(ids, actor) {
      asked.tokens.push(ids.length);
      return keyring.revealMany(ids, actor);
    },
  };
}

describe("a list that comes whole", () => {
  const service = useService({ wire: whole, around: counting });

  async function make(count: number): Promise<void> {
    const input = { orgId: "acme", permissions: ["bundles:read"] };
    await service().keyring.createMany(Array<typeof input>(count).fill(input), setup);
  }
  const listed = async (query = "") => {
    const answer = await service().ask(acmeAdmin, "get", query);
    const body = answer.body as { readonly "api-keys": { readonly jwt: string }[]; readonly after: unknown };
    return { status: answer.status, body, keys: body["api-keys"] };
  };

  it("holds 1,000 keys, read in pages of 200, each with its token", async () => {
    await make(1_000);
    const { status, keys } = await listed();

    expect([status, keys.length, new Set(keys.map(({ jwt }) => jwt)).size]).toEqual([200, 1_000, 1_000]);
    expect(asked).toEqual({ lists: 5, tokens: [200, 200, 200, 200, 200] });
    expect((await service().reveals()).map((ids) => ids.length)).toEqual([200, 200, 200, 200, 200]);
  });

  it("is refused for 1,001, and no token is asked for", async () => {
    await make(1_000);
    await make(1);
    const { status, body } = await listed();

    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ code: "invalid_request" }] });
    expect(asked).toEqual({ lists: 6, tokens: [] });
    expect(await service().reveals()).toEqual([]);
  });

  it("takes limit and cursor of its reader for nothing", async () => {
    await make(3);
    const { keys, body } = await listed("?per_page=1&after=nonsense");

    expect([keys.length, body.after]).toEqual([3, null]);
    expect(asked).toEqual({ lists: 1, tokens: [3] });
  });

  it("asks for no tokens where there is no key", async () => {
    expect((await listed()).keys).toEqual([]);
    expect(asked).toEqual({ lists: 1, tokens: [] });
  });
});

describe("a list of pages that hold few keys, or none", () => {
  const sizes = [2, 0, 0, 1, 0];
  const service = useService({
    wire: numbered,
    around: (keyring) => ({
      ...keyring,
      async list(query, actor): Promise<KeyPage> {
        const { cursor } = typeof query === "function" ? query() : query;
        const { data } = await keyring.list({ limit: 200, sort: "created_at" }, actor);
        const from = Number(cursor ?? 0);
        const before = sizes.slice(0, from).reduce((sum, size) => sum + size, 0);
        const nextCursor = from + 1 < sizes.length ? String(from + 1) : null;
        return { data: data.slice(before, before + (sizes[from] ?? 0)), nextCursor };
      },
    }),
  });

  it("goes on until there is no cursor", async () => {
    for (let n = 0; n < 3; n++) await service().keyring.create({ orgId: "acme", permissions: [] }, setup);
    const answer = await service().ask(acmeReader, "get", "");

    expect(answer.body).toMatchObject({ data: [{ id: 1 }, { id: 2 }, { id: 3 }] });
  });
});
