import { KEY_LIMITS, KEY_STATUSES } from "@latchkey/core";

import { adminRoutes } from "../../src/routes/routes.js";
import { ajv, apiDocument } from "../world/conformance.js";

interface Operation {
  readonly operationId: string;
  readonly description: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref: string } }>>;
  };
  readonly responses: Readonly<Record<string, { readonly headers?: object; readonly content?: object }>>;
}

const operations = Object.entries(apiDocument.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}`,
    operation: operation as unknown as Operation,
  })),
);
const operationOf = (route: string): Operation => {
  const found = operations.find((each) => each.route === route);
  if (found === undefined) throw new Error(`the document has no ${route}`);
  return found.operation;
};
type Properties = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const propertiesOf = (schema: string) =>
  (apiDocument.components.schemas[schema] as { properties: Properties }).properties;

describe("the OpenAPI document", () => {
  it("has exactly the routes that are served", () => {
    const served = adminRoutes().map(({ method, path }) => `${method} ${path}`);

    expect(operations.map(({ route }) => route).sort()).toEqual([...served].sort());
  });

  it("gives each operation an id of its own and says which permission it needs", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);

    for (const { method, path, permission } of adminRoutes()) {
      const { description, security } = operationOf(`${method} ${path}`);
      if (permission.startsWith("api-keys:")) expect(description).toContain(`\`${permission}\``);
      expect(security).toEqual(permission === "public" ? [] : undefined);
    }
  });

  it("holds only valid JSON Schema, and every reference leads somewhere", () => {
    for (const [name, schema] of Object.entries(apiDocument.components.schemas)) {
      expect([name, ajv.validateSchema(schema)]).toEqual([name, true]);
      expect(ajv.compile({ $ref: `api#/components/schemas/${name}` })).toBeInstanceOf(Function);
    }
    for (const [, reference = ""] of JSON.stringify(apiDocument).matchAll(/"\$ref":"#([^"]+)"/g)) {
      expect(ajv.getSchema(`api#${reference}`)).toBeInstanceOf(Function);
    }
  });

  it("tells the limits that core checks", () => {
    const { name, org_id, role, permissions, tags } = propertiesOf("CreateKey");

    expect(name).toMatchObject({ type: "string", minLength: 1, maxLength: KEY_LIMITS.name });
    expect(JSON.stringify(org_id)).toContain(`"maxLength":${KEY_LIMITS.id}`);
    expect(JSON.stringify(role)).toContain(`"maxLength":${KEY_LIMITS.role}`);
    expect(JSON.stringify(permissions)).toContain(`"maxItems":${KEY_LIMITS.permissions}`);
    expect(tags).toMatchObject({ maxItems: KEY_LIMITS.tags, items: { maxLength: KEY_LIMITS.tag } });
  });

  it("names every query parameter, and none where there is none", () => {
    const names = (route: string) =>
      (operationOf(route).parameters ?? []).filter((each) => each.in === "query").map(({ name }) => name);

    const filters = ["org_id", "project_id", "owner_id", "role", "status", "q", "sort"];
    expect(names("GET /keys")).toEqual(["limit", "cursor", ...filters]);
    expect(names("DELETE /keys/{id}")).toEqual(["reason"]);
    expect(["POST /keys", "GET /keys/{id}", "PATCH /keys/{id}", "GET /self"].flatMap(names)).toEqual([]);
    const status = operationOf("GET /keys").parameters?.find(({ name }) => name === "status");
    expect(status?.schema).toMatchObject({ enum: KEY_STATUSES });
  });

  it("does not know the fields of later versions, and env only as live", () => {
    for (const schema of ["CreateKey", "UpdateKey", "ApiKey"]) {
      const fields = Object.keys(propertiesOf(schema));
      expect(fields).not.toEqual(expect.arrayContaining(["inherits"]));
      expect(fields).not.toEqual(expect.arrayContaining(["allowed_networks"]));
      expect(fields).not.toEqual(expect.arrayContaining(["rate_limit"]));
      expect(apiDocument.components.schemas[schema]).toMatchObject({ additionalProperties: false });
    }
    expect(propertiesOf("CreateKey")["env"]).toMatchObject({ const: "live" });
  });

  it("documents problems with the headers they bring", () => {
    const { responses } = operationOf("PATCH /keys/{id}");

    expect(Object.keys(responses)).toEqual([
      "200",
      "400",
      "401",
      "403",
      "404",
      "409",
      "412",
      "413",
      "415",
      "503",
    ]);
    expect(responses["401"]?.headers).toHaveProperty("WWW-Authenticate");
    expect(responses["403"]?.headers).toMatchObject({ "WWW-Authenticate": { required: false } });
    expect(responses["503"]?.headers).toHaveProperty("Retry-After");
    expect(responses["200"]?.headers).toHaveProperty("ETag");
    expect(operationOf("POST /keys").responses["201"]?.headers).toHaveProperty("Location");
    expect(responses["400"]?.content).toHaveProperty(["application/problem+json"]);
  });

  it("names the three ways to present a key", () => {
    const { components, security } = apiDocument as unknown as {
      components: { securitySchemes: object };
      security: object[];
    };

    expect(components.securitySchemes).toMatchObject({
      header: { type: "apiKey", in: "header", name: "x-api-key" },
      bearer: { type: "http", scheme: "bearer" },
      raw: { type: "apiKey", in: "header", name: "Authorization" },
    });
    expect(security).toEqual([{ header: [] }, { bearer: [] }, { raw: [] }]);
  });
});
