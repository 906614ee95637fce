import { acmeAdmin, acmeMember, acmeReader } from "../world/actors.js";
import { setup } from "../world/world.js";
import type { WireFormat } from "../../src/index.js";
import { nameOnly } from "./formats.js";
import { useService } from "./service.js";

/** Every operation there is, by tokens alone. */
const byToken: WireFormat = { ...nameOnly, readRef: (token) => ({ token }) };
const FIELDS = { orgId: "acme", permissions: ["bundles:read"] };

const WAYS = [
  ["get", ""],
  ["patch", ""],
  ["delete", ""],
  ["post", "/rotate"],
  ["post", "/end-overlap"],
  ["post", "/reveal"],
  ["get", "/usage"],
] as const;

describe("a key that a path names by its token", () => {
  const operations = [
    ...(["getKey", "updateKey", "revokeKey"] as const),
    ...(["rotateKey", "endOverlap", "revealToken", "getUsage"] as const),
  ];
  const warnings: unknown[] = [];
  const heard = (warning: unknown) => void warnings.push(warning);
  const service = useService({ wire: byToken, operations });

  beforeEach(() => {
    warnings.length = 0;
    process.on("warning", heard);
  });
  afterEach(() => void process.off("warning", heard));

  const ask = (method: "get" | "patch" | "delete" | "post", path: string, as = acmeAdmin) => {
    const test = service().ask(as, method, path);
    return method === "patch" ? test.send({ name: "x" }) : test;
  };

  it.each(WAYS)("is found: %s %s", async (method, more) => {
    const { token } = await service().keyring.create(FIELDS, setup);
    const answer = await ask(method, `/${token}${more}`);

    expect(answer.status).toBeLessThan(300);
  });

  it.each(WAYS)("is as good as unknown with any other token, byte for byte: %s %s", async (method, more) => {
    const { token } = await service().keyring.create(FIELDS, setup);
    const strange = await service().keyring.create({ ...FIELDS, orgId: "other" }, setup);
    const rotated = await service().keyring.create(FIELDS, setup);
    await service().keyring.rotate({ id: rotated.key.id }, setup, { overlap: 0 });
    service().store.reset();
    const unknown = await ask(method, `/0000000000000000${more}`);
    const foreign = [
      `${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`,
      token.replace("acme_", "other_"),
      `${token}%20`,
      `%61${token.slice(1)}`,
      token.toUpperCase(),
      strange.token,
      rotated.token,
      "acme_live_",
      `${token}.${"x".repeat(8_000)}`,
      "x".repeat(8_192),
      "%00",
    ];

    const said = (answer: typeof unknown) => [
      answer.status,
      answer.text.replace(/"request_id":"[^"]+"/, ""),
      { ...answer.headers, date: "" },
    ];
    expect(unknown.status).toBe(404);
    for (const ref of foreign) expect(said(await ask(method, `/${ref}${more}`))).toEqual(said(unknown));
    expect([service().store.writes(), service().faults, warnings]).toEqual([0, [], []]);
  });

  it("is asked for its permission first, and shown in nothing that is answered", async () => {
    const { key, token } = await service().keyring.create({ ...FIELDS, ownerId: "u-1" }, setup);
    const before = (await service().changes()).length;
    const answers = [
      await ask("delete", `/${token}`, acmeReader),
      await ask("get", `/${token}`, acmeMember),
      await ask("get", `/${token}?x=1`),
      await ask("get", `/${token}/x`),
      await ask("post", `/${token}`),
      await service().ask(acmeAdmin, "patch", `/${token}`).send({ name: "" }),
      await ask("get", `/${token}`),
      await ask("patch", `/${token}`),
      await ask("delete", `/${token}`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 404, 400, 404, 405, 400, 200, 200, 204]);
    const secret = token.split("_").at(-1) ?? "";
    const told = answers.map(({ text, headers }) => [text, headers]);
    expect(JSON.stringify([told, await service().changes(), service().faults, warnings])).not.toContain(
      secret,
    );
    expect((await service().changes()).slice(before).map(({ target }) => target)).toEqual([key.id, key.id]);
  });
});
