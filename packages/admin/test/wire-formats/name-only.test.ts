import { acmeAdmin, acmeReader } from "../world/actors.js";
import { bodyOf } from "../world/body.js";
import { nameOnly } from "./formats.js";
import { useService } from "./service.js";

describe("the standard format, in which only the name can be changed", () => {
  const service = useService({ wire: nameOnly });

  it("changes the name, and answers as the standard format does", async () => {
    const made = await service().ask(acmeAdmin, "post", "").send({ permissions: [] });
    const path = `/${bodyOf(made).key.id}`;
    const renamed = await service().ask(acmeAdmin, "patch", path).send({ name: "renamed" });
    const read = await service().ask(acmeAdmin, "get", path);

    expect([made.status, made.headers["location"]]).toEqual([201, `/v1/apikey${path}`]);
    expect([renamed.status, bodyOf(renamed).name]).toEqual([200, "renamed"]);
    expect(read.body).toEqual(renamed.body);
    expect(bodyOf(await service().ask(acmeAdmin, "get", "?limit=1"))).toEqual({
      data: [read.body],
      next_cursor: null,
    });
    expect((await service().ask(acmeAdmin, "delete", `${path}?reason=old`)).status).toBe(204);
  });

  it("refuses every other field with a problem document, after the permission was asked", async () => {
    const made = await service().ask(acmeAdmin, "post", "").send({ permissions: [] });
    const path = `/${bodyOf(made).key.id}`;
    const refused = await service().ask(acmeAdmin, "patch", path).send({ name: "x", enabled: false });
    const reader = await service().ask(acmeReader, "patch", path).send({ enabled: false });

    expect([refused.status, refused.type]).toEqual([400, "application/problem+json"]);
    expect(refused.body).toMatchObject({
      code: "unknown_field",
      detail: "enabled is not a field here.",
      errors: [{ path: "enabled" }],
    });
    expect([reader.status, bodyOf(reader).code]).toEqual([403, "insufficient_permissions"]);
    expect(bodyOf(await service().ask(acmeAdmin, "get", path)).enabled).toBe(true);
  });

  it("speaks of core's fields in snake case, as the standard format does", async () => {
    const refused = await service()
      .ask(acmeAdmin, "post", "")
      .send({ permissions: [], not_before: "2027-01-02T00:00:00Z", expires_at: "2027-01-01T00:00:00Z" });

    expect([refused.status, bodyOf(refused).errors[0]?.path]).toEqual([400, "expires_at"]);
    expect(bodyOf(refused).detail).not.toMatch(/expiresAt|notBefore/);
  });
});
