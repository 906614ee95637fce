import type { WireFormat } from "../../src/index.js";
import { describeApi } from "../../src/openapi/describe-api.js";
import { keyRoutes } from "../../src/routes/key-routes.js";
import { adminRoutes } from "../../src/routes/routes.js";
import { numbered, shown } from "../wire-formats/formats.js";
import { acmeAdmin, operator } from "../world/actors.js";
import { apiDocument, ajv, type ApiDocument } from "../world/conformance.js";
import { inMemory } from "../world/settings.js";
import { setup, useWorld } from "../world/world.js";

interface Described {
  readonly description: string;
  readonly parameters?: readonly { readonly name: string }[];
  readonly requestBody?: { readonly required: boolean; readonly content: object };
  readonly responses: Readonly<Record<string, { readonly content?: object; readonly headers?: object }>>;
}

const describedBy = (wire: WireFormat) => {
  const document = describeApi(adminRoutes({ wire })) as ApiDocument;
  const at = (method: string, path: string) => document.paths[path]?.[method] as unknown as Described;
  return { document, at };
};
const methodsOf = ({ paths }: ApiDocument) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );

describe("the OpenAPI document of a format of the application's", () => {
  it("has exactly the operations that are served", () => {
    const ofKeys = (wire: WireFormat) =>
      methodsOf(describedBy(wire).document).filter((each) => / \/keys/.test(each));

    expect(ofKeys(shown)).toEqual([
      "get /keys",
      "post /keys",
      "get /keys/{id}",
      "patch /keys/{id}",
      "delete /keys/{id}",
    ]);
    expect(ofKeys(numbered)).toEqual(ofKeys(shown).filter((each) => !each.startsWith("patch")));
    const operations = ["listKeys", "getUsage"] as const;
    const some = describeApi(adminRoutes({ wire: shown, operations })) as ApiDocument;
    expect(methodsOf(some).filter((each) => / \/keys/.test(each))).toEqual([
      "get /keys",
      "get /keys/{id}/usage",
    ]);
  });

  it("promises nothing of the standard JSON of keys, and says why", () => {
    const { document, at } = describedBy(shown);
    const { CreateKey, UpdateKey, KeyPage, IssuedKey } = document.components.schemas;

    expect([CreateKey, UpdateKey, KeyPage, IssuedKey]).toEqual([undefined, undefined, undefined, undefined]);
    for (const [method, path] of [
      ["get", "/keys"],
      ["post", "/keys"],
      ["get", "/keys/{id}"],
      ["patch", "/keys/{id}"],
      ["delete", "/keys/{id}"],
    ] as const) {
      const { description, responses } = at(method, path);
      expect(description).toContain("the application's own format");
      expect(Object.keys(responses).sort()).toEqual(["2XX", "default"]);
      for (const { content } of Object.values(responses))
        expect(content).toEqual({ "application/json": { schema: {} } });
    }
    expect(JSON.stringify(document.paths["/keys"])).not.toContain("#/components");
  });

  it("says what is the same in every format", () => {
    const { document, at } = describedBy(shown);
    const names = (method: string, path: string) =>
      (at(method, path).parameters ?? []).map(({ name }) => name);

    expect(at("post", "/keys").description).toContain("`api-keys:create`");
    expect(at("post", "/keys").requestBody?.required).toBe(false);
    expect(names("get", "/keys")).toEqual([]);
    expect(names("patch", "/keys/{id}")).toEqual(["id", "If-Match"]);
    expect(names("delete", "/keys/{id}")).toEqual(["id", "reason"]);
    expect(at("get", "/keys/{id}").responses["2XX"]?.headers).toHaveProperty("ETag");
    expect(at("post", "/keys").responses["2XX"]?.headers).not.toHaveProperty("Location");
    for (const path of ["/roles", "/changes", "/self"])
      expect(document.paths[path]).toEqual(apiDocument.paths[path]);
    for (const schema of Object.values(document.components.schemas))
      expect(ajv.validateSchema(schema)).toBe(true);
  });

  it("keeps the standard answers of what formats do not speak of", () => {
    const operations = ["rotateKey", "endOverlap", "revealToken", "getUsage"] as const;
    const document = describeApi(keyRoutes({ wire: shown, operations })) as ApiDocument;
    const statuses = Object.entries(document.paths).map(([path, methods]) => [
      path,
      ...Object.values(methods).flatMap(({ responses }) => Object.keys(responses)),
    ]);

    expect(statuses).toEqual([
      ["/{id}/rotate", "2XX", "default"],
      ["/{id}/end-overlap", "2XX", "default"],
      ["/{id}/reveal", "200", "default"],
      ["/{id}/usage", "200", "default"],
    ]);
    expect(Object.keys(document.components.schemas).sort()).toEqual(
      ["NoFields", "RevealedToken", "RotateKey", "Usage"].sort(),
    );
  });
});

describe("the admin router with a format", () => {
  const world = useWorld(inMemory, { wire: numbered });

  it("speaks it of keys, and the standard one of the rest", async () => {
    await world().keyring.create({ orgId: "acme", permissions: [], metadata: { mode: "read" } }, setup);
    const ask = (path: string, actor = acmeAdmin) =>
      world()
        .raw("get", world().mount + path)
        .set(world().headersOf(actor));
    const KO = { error: expect.any(String) as string, status: "KO" };

    expect((await ask("/keys")).body).toMatchObject({ data: [{ id: 1, mode: "read" }] });
    expect((await ask("/keys/1")).body).toMatchObject({ apikey: { id: 1 } });
    for (const path of ["/keys/2", "/keys/1/usage", "/keys/x/y/z", "/keys?x=1"]) {
      expect([path, (await ask(path)).body]).toEqual([path, KO]);
    }
    for (const path of ["/roles/x", "/x", "/keysx", "/self?x=1"]) {
      const { status, type } = await ask(path, operator);
      expect([path, status < 500, type]).toEqual([path, true, "application/problem+json"]);
    }
    const document = (await ask("/openapi.json")).body as ApiDocument;
    expect(document.paths).toEqual((describeApi(adminRoutes({ wire: numbered })) as ApiDocument).paths);
  });
});
