import type { Response } from "supertest";

import { acmeAdmin, acmeReader, powerless } from "../world/actors.js";
import { KEY_OPERATIONS } from "../../src/routes/key-routes.js";
import { bodyOf } from "../world/body.js";
import type { Method } from "../world/world.js";
import { standardWire, type WireFormat } from "../../src/index.js";
import { useService } from "./service.js";

const wire: WireFormat = { ...standardWire, revokedKeys: "gone" };

/** Whatever names one key. */
const CALLS: readonly [string, Method, string, object | undefined][] = [
  ["reading", "get", "", undefined],
  ["reading the usage", "get", "/usage", undefined],
  ["changing", "patch", "", { name: "x" }],
  ["revoking once more", "delete", "", undefined],
  ["rotating", "post", "/rotate", {}],
  ["ending an overlap", "post", "/end-overlap", {}],
  ["revealing", "post", "/reveal", {}],
];

describe("a format for which a revoked key is gone", () => {
  const service = useService({ wire, operations: KEY_OPERATIONS });

  async function madeAndRevoked() {
    const made = bodyOf(await service().ask(acmeAdmin, "post", "").send({ permissions: [] })).key;
    const path = `/${made.id}`;
    const first = await service().ask(acmeAdmin, "delete", path);
    expect(first.status).toBe(204);
    return { path, number: made.number };
  }

  async function madePath() {
    const made = bodyOf(await service().ask(acmeAdmin, "post", "").send({ permissions: [] })).key;
    return `/${made.id}`;
  }

  it.each(CALLS)("answers %s as for a key that never was", async (_, method, below, body) => {
    const { path, number } = await madeAndRevoked();
    const before = (await service().changes()).length;
    const answers = [];
    for (const ref of [path, `/${number}`, "/0000000000000000"]) {
      answers.push(
        shownOf(
          await service()
            .ask(acmeAdmin, method, ref + below)
            .send(body),
        ),
      );
    }
    expect(answers[0]).toMatchObject({ status: 404, code: "not_found" });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect((await service().changes()).length).toBe(before);
  });

  it("lets one of many deletions at once be the one that deleted", async () => {
    const made = bodyOf(await service().ask(acmeAdmin, "post", "").send({ permissions: [] })).key;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => service().ask(acmeAdmin, "delete", `/${made.id}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404, 404, 404, 404]);
  });

  it("asks the permission first, as always", async () => {
    const { path } = await madeAndRevoked();
    const reader = await service().ask(acmeReader, "delete", path);
    expect([reader.status, bodyOf(reader).code]).toEqual([403, "insufficient_permissions"]);
  });

  it.each<[Method, object | undefined, string]>([
    ["patch", { name: "x" }, "api-keys:update"],
    ["delete", undefined, "api-keys:revoke"],
  ])(
    "names to whom it lacks the permission to change, not that to read: %s",
    async (method, body, lacking) => {
      const { path } = await madeAndRevoked();
      for (const ref of [path, "/0000000000000000", await madePath()]) {
        const answer = await service().ask(powerless, method, ref).send(body);
        expect([answer.status, bodyOf(answer).code]).toEqual([403, "insufficient_permissions"]);
        expect(answer.text).toContain(lacking);
        expect(answer.text).not.toContain("api-keys:read");
      }
    },
  );

  it("refuses a deletion from another site alike for a key unknown, revoked and live, which lives on", async () => {
    const [{ path: revoked }, live] = [await madeAndRevoked(), await madePath()];
    const answers = [];
    for (const ref of ["/0000000000000000", revoked, live])
      answers.push(
        shownOf(await service().ask(acmeAdmin, "delete", ref).set("Sec-Fetch-Site", "cross-site")),
      );
    expect(answers[0]).toMatchObject({ status: 403, code: "cross_site_request" });
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    expect((await service().ask(acmeAdmin, "get", live)).status).toBe(200);
  });

  it("refuses a change that is no JSON alike for a key unknown and revoked", async () => {
    const { path: revoked } = await madeAndRevoked();
    const answers = [];
    for (const ref of ["/0000000000000000", revoked])
      answers.push(
        shownOf(await service().ask(acmeAdmin, "patch", ref).type("text/plain").send('{"name":"x"}')),
      );
    expect(answers[0]).toMatchObject({ status: 415, code: "unsupported_media_type" });
    expect(answers[1]).toEqual(answers[0]);
  });

  it("tells an acting key that is revoked itself of itself, not of a key that is not there", async () => {
    const made = bodyOf(
      await service()
        .ask(acmeAdmin, "post", "")
        .send({ permissions: ["api-keys:*"] }),
    );
    const { id } = made.key;
    const actor = { kind: "key", keyId: id } as const;
    await service().ask(acmeAdmin, "delete", `/${id}`);
    const answer = await service().ask(actor, "patch", `/${id}`).send({ name: "x" });
    expect([answer.status, bodyOf(answer).code]).toEqual([401, "key_revoked"]);
  });

  it("goes on showing keys that are not revoked", async () => {
    const made = bodyOf(await service().ask(acmeAdmin, "post", "").send({ permissions: [] })).key;
    await service().ask(acmeAdmin, "patch", `/${made.id}`).send({ enabled: false });
    const read = await service().ask(acmeAdmin, "get", `/${made.id}`);
    expect([read.status, bodyOf(read).status]).toEqual([200, "disabled"]);
  });
});

/** An answer without what is each request's own. */
function shownOf({ status, body }: Response) {
  return { status, ...(body as object), request_id: "" };
}
