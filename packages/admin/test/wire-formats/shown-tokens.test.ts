import type { CreatedKey } from "@latchkey/core";

import { acmeAdmin, acmeReader } from "../world/actors.js";
import { setup } from "../world/world.js";
import { numbered, shown } from "./formats.js";
import { useService, type Service } from "./service.js";

interface Shown {
  readonly id: string;
  readonly label: string;
  readonly active: boolean;
  readonly jwt: string | null;
}

describe("a format that shows tokens", () => {
  const service = useService({ wire: shown });
  const make = (count: number, more: object = {}) => made(service(), count, more);

  it("has them in lists, page by page, and each page is recorded with its ids", async () => {
    const keys = (await make(5)).reverse();
    const pages: Shown[][] = [];
    for (let after: string | null = ""; after !== null;) {
      const answer = await service().ask(acmeAdmin, "get", after && `?after=${after}`);
      const page = answer.body as { "api-keys": Shown[]; after: string | null };
      pages.push(page["api-keys"]);
      ({ after } = page);
    }

    expect(pages.flat().map(({ jwt }) => jwt)).toEqual(keys.map(({ token }) => token));
    const ids = keys.map(({ key }) => key.id);
    expect(await service().reveals()).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
  });

  it("has it in the answers of one key, made, read, and changed", async () => {
    const made = await service().ask(acmeAdmin, "post", "").send({ label: "first" });
    const { id, jwt } = made.body as Shown;
    const read = await service().ask(acmeAdmin, "get", `/${id}`);
    const changed = await service().ask(acmeAdmin, "patch", `/${id}`).send({ active: false });

    expect(await service().keyring.verify(jwt ?? "")).toMatchObject({ reason: "key_disabled" });
    expect([made.status, made.headers["location"], made.headers["x-format"]]).toEqual([
      201,
      `/v1/apikey/${id}`,
      "shown",
    ]);
    expect([read.status, read.body]).toEqual([200, { id, label: "first", active: true, jwt }]);
    expect([changed.status, changed.body]).toEqual([202, { id, label: "first", active: false, jwt }]);
    expect(await service().reveals()).toEqual([[id.slice(2)], [id.slice(2)]]);
  });

  it("has none for a key whose token this actor may not see", async () => {
    const [mine] = await make(1);
    const [strong] = await make(1, { permissions: ["payments:write"] });
    const [revoked] = await make(1);
    await service().keyring.revoke({ id: revoked?.key.id ?? "" }, setup);
    const listed = await service().ask(acmeAdmin, "get", "");
    const one = await service().ask(acmeAdmin, "get", `/k-${revoked?.key.id}`);
    const reader = await service().ask(acmeReader, "get", "");

    expect((listed.body as { "api-keys": Shown[] })["api-keys"].map(({ jwt }) => jwt)).toEqual([
      null,
      mine?.token,
    ]);
    expect((one.body as Shown).jwt).toBeNull();
    expect(reader.text).not.toContain(mine?.token);
    expect((reader.body as { "api-keys": Shown[] })["api-keys"]).toHaveLength(2);
    expect(JSON.stringify([listed.body, reader.body])).not.toContain(strong?.token);
    expect(await service().reveals()).toEqual([[mine?.key.id]]);
  });

  it("has none in the answer to a key that has disabled itself", async () => {
    const permissions = ["api-keys:update", "api-keys:reveal"];
    const [key] = await make(1, { permissions });
    const changed = await service()
      .ask(key?.token ?? "", "patch", `/k-${key?.key.id}`)
      .send({ active: false });

    expect([changed.status, changed.body]).toEqual([
      202,
      { id: `k-${key?.key.id}`, label: key?.key.name, active: false, jwt: null },
    ]);
    expect(await service().keyring.verify(key?.token ?? "")).toMatchObject({ reason: "key_disabled" });
    expect(await service().reveals()).toEqual([]);
  });

  it("records nothing for what is not shown: a change that is refused, a key of nobody's", async () => {
    const [key] = await make(1);
    const answers = [
      await service().ask(acmeAdmin, "patch", `/k-${key?.key.id}`).send({ label: "" }),
      await service().ask(acmeAdmin, "get", "/k-0000000000000000"),
      await service().ask(acmeAdmin, "get", `/k-${key?.key.id}?x=1`),
      await service().ask(acmeAdmin, "get", "?per_page=0"),
    ];

    expect(answers.map(({ status }) => status)).toEqual([400, 404, 400, 400]);
    expect(await service().reveals()).toEqual([]);
  });

  it("names fields its own way, and cannot weaken what is not its to say", async () => {
    const [key] = await make(1);
    const refused = await service()
      .ask(acmeAdmin, "patch", `/k-${key?.key.id}`)
      .send({ label: 7, active: "x" });

    expect([refused.status, refused.type]).toEqual([400, "application/vnd.shown+json"]);
    expect(refused.body).toEqual({
      errors: [
        { code: "invalid_field", fields: ["label", "active"], request_id: expect.any(String) as string },
      ],
    });
    expect(refused.headers["cache-control"]).toBe("private, no-store");
  });

  it("honours If-Match", async () => {
    const [key] = await make(1);
    const path = `/k-${key?.key.id}`;
    const stale = await service()
      .ask(acmeAdmin, "patch", path)
      .set("If-Match", '"2"')
      .send({ active: false });
    const fresh = await service()
      .ask(acmeAdmin, "patch", path)
      .set("If-Match", '"1"')
      .send({ active: false });
    const none = await service().ask(acmeAdmin, "patch", path).set("If-Match", '"2"');

    expect([stale.status, fresh.status, fresh.headers["etag"]]).toEqual([412, 202, '"2"']);
    expect([none.status, none.body]).toMatchObject([202, { active: false }]);
  });
});

describe("a format that shows no tokens", () => {
  const service = useService({
    wire: numbered,
    around: (keyring) => ({
      ...keyring,
      revealMany: () => Promise.reject(new Error("tokens were asked for")),
    }),
  });

  it("never asks for them", async () => {
    await made(service(), 3);
    const answers = [
      await service().ask(acmeAdmin, "get", ""),
      await service().ask(acmeAdmin, "get", "/1"),
      await service().ask(acmeAdmin, "post", "?mode=read"),
      await service().ask(acmeAdmin, "delete", "/1"),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await service().reveals()).toEqual([]);
  });
});

async function made({ keyring }: Service, count: number, more: object = {}): Promise<CreatedKey[]> {
  const input = { orgId: "acme", permissions: ["bundles:read"], ...more };
  return [...(await keyring.createMany(Array<typeof input>(count).fill(input), setup))];
}
