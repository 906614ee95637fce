import type { KeyOperation, WireFormat } from "../../src/index.js";
import { acmeAdmin } from "../world/actors.js";
import { setup, type Method } from "../world/world.js";
import { numbered, shown } from "./formats.js";
import { MOUNT, useService, type Service } from "./service.js";

/** Every operation, and how it is asked for. */
const REQUESTS: Readonly<Record<KeyOperation, readonly [Method, string]>> = {
  listKeys: ["get", ""],
  createKey: ["post", ""],
  getKey: ["get", "/{id}"],
  updateKey: ["patch", "/{id}"],
  rotateKey: ["post", "/{id}/rotate"],
  endOverlap: ["post", "/{id}/end-overlap"],
  revealToken: ["post", "/{id}/reveal"],
  getUsage: ["get", "/{id}/usage"],
  revokeKey: ["delete", "/{id}"],
};
const ALL = Object.keys(REQUESTS) as KeyOperation[];
const OF_FORMATS: KeyOperation[] = ["listKeys", "createKey", "getKey", "updateKey", "revokeKey"];

async function servedBy({ keyring, ask }: Service, ref: (id: string) => string): Promise<KeyOperation[]> {
  const { key } = await keyring.create({ orgId: "acme", permissions: ["bundles:read"] }, setup);
  const served: KeyOperation[] = [];
  for (const operation of ALL) {
    const [method, path] = REQUESTS[operation];
    const { status } = await ask(acmeAdmin, method, path.replace("{id}", ref(key.id)));
    if (status !== 404 && status !== 405) served.push(operation);
  }
  return served.sort();
}

describe("the operations that are served", () => {
  describe("without a format", () => {
    const service = useService({});
    it("are all", async () => {
      expect(await servedBy(service(), (id) => id)).toEqual([...ALL].sort());
    });
  });

  describe("with a format", () => {
    const service = useService({ wire: shown });
    it("are those that it speaks of", async () => {
      expect(await servedBy(service(), (id) => `k-${id}`)).toEqual(OF_FORMATS.toSorted());
    });
  });

  describe("with a format that cannot read changes", () => {
    const service = useService({ wire: numbered });
    it("are the same without changes", async () => {
      expect(await servedBy(service(), (id) => id)).toEqual(
        OF_FORMATS.filter((each) => each !== "updateKey").sort(),
      );
    });
  });

  describe.each(ALL)("that are only %s", (operation) => {
    const standard = useService({ operations: [operation] });
    const own = useService({ operations: [operation], wire: shown });
    it("are only that one, in every format", async () => {
      expect(await servedBy(standard(), (id) => id)).toEqual([operation]);
      expect(await servedBy(own(), (id) => `k-${id}`)).toEqual([operation]);
    });
  });

  describe("that are some", () => {
    const service = useService({ operations: ["listKeys", "revokeKey"], wire: shown });
    it("leave other methods with those of the path, and other paths with nothing", async () => {
      const created = await service().ask(acmeAdmin, "post", "");
      const read = await service().ask(acmeAdmin, "get", "/k-1");
      const rotated = await service().ask(acmeAdmin, "post", "/k-1/rotate");

      expect([created.status, created.headers["allow"]]).toEqual([405, "GET, HEAD"]);
      expect([read.status, read.headers["allow"]]).toEqual([405, "DELETE"]);
      expect([rotated.status, rotated.headers["allow"]]).toEqual([404, undefined]);
    });
  });

  describe("with a format besides those that it speaks of", () => {
    const service = useService({ operations: ALL, wire: shown });
    it("answer in it where they answer with a key", async () => {
      const { key } = await service().keyring.create({ orgId: "acme", permissions: ["bundles:read"] }, setup);
      const path = `/k-${key.id}`;
      const rotated = await service().ask(acmeAdmin, "post", `${path}/rotate`).send({ overlap: 60 });
      const { jwt } = rotated.body as { jwt: string };
      const ended = await service().ask(acmeAdmin, "post", `${path}/end-overlap`);
      const revealed = await service().ask(acmeAdmin, "post", `${path}/reveal`);
      const usage = await service().ask(acmeAdmin, "get", `${path}/usage?bucket=year`);
      const label = key.name;

      expect([rotated.status, rotated.headers["etag"], rotated.headers["location"]]).toEqual([
        200,
        '"2"',
        undefined,
      ]);
      expect(rotated.body).toEqual({ id: path.slice(1), label, active: true, jwt });
      expect(await service().keyring.verify(jwt)).toMatchObject({ ok: true });
      expect([ended.status, ended.headers["etag"], ended.body]).toEqual([202, '"3"', rotated.body]);
      expect([revealed.status, revealed.body]).toEqual([200, { token: jwt }]);
      expect([usage.status, usage.body]).toMatchObject([400, { errors: [{ fields: ["bucket"] }] }]);
    });
  });

  describe("with a format that says where a key is", () => {
    const linking: WireFormat = {
      ...shown,
      created: ({ key }, path) => ({ status: 201, body: { self: `${path}/k-${key.id}` } }),
    };
    const service = useService({ operations: ["createKey", "rotateKey"], wire: linking });
    it("tell it the same place when a key is made and when it is rotated", async () => {
      const made = await service().ask(acmeAdmin, "post", "/").send({});
      const { self } = made.body as { self: string };
      const rotated = await service().ask(acmeAdmin, "post", `${self.slice(MOUNT.length)}/rotate/`);

      expect(self).toMatch(/^\/v1\/apikey\/k-[0-9A-Za-z]{16}$/);
      expect(rotated.body).toEqual({ self });
    });
  });
});
